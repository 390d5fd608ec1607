import { AFTER_PREFIX, type KeyEntry, type ObjectIndex, orderOf } from '#services/s3/store/object-index.ts';

/** What a listing asks for; texts are keys or beginnings of keys. */
export interface ListingRequest {
  readonly prefix: string;
  readonly delimiter: string;
  /** Only keys and groups after this one. */
  readonly after: string;
  readonly maxKeys: number;
}

export interface Listing<Item> {
  readonly items: readonly Item[];
  /** Beginnings that keys share up to the delimiter; each counts as one key. */
  readonly commonPrefixes: readonly string[];
  /** The last key or group, when there is more. */
  readonly next?: string;
}

/**
 * Walks the index in the order of bytes. `pick` gives the items of a key, none for one that is not listed; all
 * items of a key are listed together, so a page may end a few items late.
 */
export function list<Item>(
  index: ObjectIndex,
  { prefix, delimiter, after, maxKeys }: ListingRequest,
  pick: (entry: KeyEntry) => readonly Item[],
): Listing<Item> {
  const items: Item[] = [];
  const commonPrefixes: string[] = [];
  const prefixOrder = orderOf(prefix);
  let last = after;
  let from = startOf(prefixOrder, after, delimiter, prefix);
  for (;;) {
    const entry = firstListed(index, from, prefixOrder, pick);
    if (!entry || maxKeys === 0) return { items, commonPrefixes };
    if (items.length + commonPrefixes.length >= maxKeys) return { items, commonPrefixes, next: last };
    const group = groupOf(entry.entry.key, prefix, delimiter);
    if (group === undefined) items.push(...entry.items);
    else commonPrefixes.push(group);
    last = group ?? entry.entry.key;
    from = group === undefined ? `${entry.entry.order}\u0000` : orderOf(group) + AFTER_PREFIX;
  }
}

/** Just behind a key, or behind a whole group if it is one that was listed. */
function startOf(prefixOrder: string, after: string, delimiter: string, prefix: string): string {
  if (after === '') return prefixOrder;
  const order = orderOf(after);
  const isGroup =
    delimiter !== '' &&
    after.startsWith(prefix) &&
    after.endsWith(delimiter) &&
    groupOf(after, prefix, delimiter) === after;
  const behind = isGroup ? order + AFTER_PREFIX : `${order}\u0000`;
  return behind > prefixOrder ? behind : prefixOrder;
}

function firstListed<Item>(
  index: ObjectIndex,
  from: string,
  prefixOrder: string,
  pick: (entry: KeyEntry) => readonly Item[],
): { readonly entry: KeyEntry; readonly items: readonly Item[] } | undefined {
  for (const entry of index.from(from)) {
    if (!entry.order.startsWith(prefixOrder)) return undefined;
    const items = pick(entry);
    if (items.length > 0) return { entry, items };
  }
  return undefined;
}

export function groupOf(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}
