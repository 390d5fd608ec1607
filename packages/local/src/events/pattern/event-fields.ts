import { isExactNumber } from '#local/events/pattern/exact-number.ts';
import type { Leaf } from '#local/events/pattern/term.ts';

/** Which element of which list of the event a value lies in, for every list around it. */
export type Membership = ReadonlyMap<number, number>;

export interface EventField {
  readonly value: Leaf;
  readonly membership: Membership;
}

export type EventFields = ReadonlyMap<string, readonly EventField[]>;

/** Deeper than this no event is read. */
const DEEPEST = 1000;

/** The values of an event by the names that lead to them, joined with dots; only those that a pattern asks for. */
export function eventFields(event: unknown, names: Iterable<string>): EventFields {
  const wanted = withBeginnings(names);
  const fields = new Map<string, EventField[]>();
  let lists = 0;

  function visit(value: unknown, path: string, membership: Membership, depth: number): void {
    if (depth > DEEPEST) return;
    if (Array.isArray(value)) visitList(value, path, membership, depth);
    else if (isLeaf(value)) add(path, { value, membership });
    else visitObject(value, `${path}.`, membership, depth);
  }

  function visitObject(value: unknown, start: string, membership: Membership, depth: number): void {
    for (const [name, part] of Object.entries(value ?? {})) {
      if (wanted.has(start + name)) visit(part, start + name, membership, depth + 1);
    }
  }

  function visitList(items: readonly unknown[], path: string, membership: Membership, depth: number): void {
    const list = lists;
    lists += 1;
    for (const [index, item] of items.entries()) {
      // Plain elements of one list may meet different fields.
      const within = isLeaf(item) ? membership : new Map([...membership, [list, index]]);
      visit(item, path, within, depth + 1);
    }
  }

  function add(path: string, field: EventField): void {
    const found = fields.get(path);
    if (found) found.push(field);
    else fields.set(path, [field]);
  }

  if (!Array.isArray(event) && !isLeaf(event)) visitObject(event, '', new Map(), 0);
  return fields;
}

const isLeaf = (value: unknown): value is Leaf => value === null || typeof value !== 'object' || isExactNumber(value);

/** Each name and all that leads to it: of `a.b`, `a` and `a.b`. */
function withBeginnings(names: Iterable<string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const name of names) {
    for (let at = name.indexOf('.'); at >= 0; at = name.indexOf('.', at + 1)) all.add(name.slice(0, at));
    all.add(name);
  }
  return all;
}
