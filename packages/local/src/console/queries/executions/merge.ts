/** One list that is read page by page, newest first. */
export interface Source<T> {
  readonly name: string;
  /** A page; without a token the first. */
  read(token: string | undefined): Promise<{ readonly items: readonly T[]; readonly next: string | undefined }>;
}

/** How far each list was read: the token of its page, and how many of that page are taken. */
export type Cursor = Readonly<
  Record<string, { readonly token?: string; readonly taken: number; readonly isOver?: true }>
>;

interface Merged<T> {
  readonly items: readonly T[];
  /** Undefined at the end of all lists. */
  readonly cursor: Cursor | undefined;
}

interface Head<T> {
  readonly source: Source<T>;
  token: string | undefined;
  next: string | undefined;
  items: readonly T[];
  taken: number;
}

/** The next `count` of several lists as one, newest first. Each list is asked for one page, and more only as it runs out. */
export async function mergeNewest<T>(
  sources: readonly Source<T>[],
  cursor: Cursor,
  { count, at }: { readonly count: number; readonly at: (item: T) => number },
): Promise<Merged<T>> {
  const going = sources.filter(({ name }) => !cursor[name]?.isOver);
  const heads = await Promise.all(going.map((source) => headOf(source, cursor)));
  const items: T[] = [];
  while (items.length < count) {
    const [newest] = heads.filter(isThere).toSorted((a, b) => at(itemOf(b)) - at(itemOf(a)));
    if (!newest) break;
    items.push(itemOf(newest));
    newest.taken += 1;
    await refill(newest);
  }
  const isMore = heads.some(isThere);
  return { items, cursor: isMore ? { ...cursor, ...Object.fromEntries(heads.map(placeOf)) } : undefined };
}

type There<T> = Head<T>;
const isThere = <T>({ items, taken }: Head<T>) => taken < items.length;

function itemOf<T>({ items, taken }: There<T>): T {
  const item = items[taken];
  if (item === undefined) throw new Error('A list ended while it was read.');
  return item;
}

async function headOf<T>(source: Source<T>, cursor: Cursor): Promise<Head<T>> {
  const { token, taken = 0 } = cursor[source.name] ?? {};
  const { items, next } = await source.read(token);
  const head = { source, token, next, items, taken };
  await refill(head);
  return head;
}

async function refill<T>(head: Head<T>): Promise<void> {
  while (!isThere(head) && head.next !== undefined) {
    const token = head.next;
    const { items, next } = await head.source.read(token);
    Object.assign(head, { token, next, items, taken: 0 });
  }
}

const placeOf = <T>(head: Head<T>) => {
  const { source, token, taken } = head;
  const place = { taken, ...(token !== undefined && { token }), ...(!isThere(head) && { isOver: true as const }) };
  return [source.name, place] as const;
};
