import { Fn } from './fn.ts';
import { JsonataError } from './jsonata-error.ts';

/** What an expression works on. Undefined is JSONata's nothing. */
export type Value = undefined | null | boolean | number | string | Fn | List | { readonly [name: string]: Value };

/** How JSONata treats a list, beside what is in it. */
export interface Marks {
  /** Made by a query: shown as nothing when empty, and as its item when that is the only one. */
  sequence?: boolean;
  /** A sequence of one item stays a list. */
  keepSingleton?: boolean;
  /** Its items are tuples of an item (`@`) and what is bound with it. */
  tupleStream?: boolean;
  /** Written as `[…]`, so that a path does not flatten it. */
  cons?: boolean;
}

export type List = readonly Value[] & Readonly<Marks>;

/** A list that is being made. */
export type Sequence = Value[] & Marks;

export type Members = { readonly [name: string]: Value };

export const isList = (value: Value): value is List => Array.isArray(value);

export const isMembers = (value: Value): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Fn);

/** Of nothing, or of one item. */
export function sequenceOf(...items: readonly [] | readonly [Value]): Sequence {
  const sequence: Sequence = [...items];
  sequence.sequence = true;
  return sequence;
}

export function sequenceFrom(items: readonly Value[]): Sequence {
  const sequence: Sequence = items.slice();
  sequence.sequence = true;
  return sequence;
}

export const isSequence = (value: Value): value is List => isList(value) && value.sequence === true;

/** What appending one value after the other comes to: one list, or the value where it is the only one. */
export class Appended {
  #first: Value;
  #items: Value[] | undefined;

  add(value: Value): void {
    if (value === undefined) return;
    if (this.#items === undefined && this.#first === undefined) {
      this.#first = value;
      return;
    }
    this.#items ??= isList(this.#first) ? [...this.#first] : [this.#first];
    pushAll(this.#items, isList(value) ? value : [value]);
  }

  get value(): Value {
    return this.#items ?? this.#first;
  }
}

/** Not `push(...items)`: a call has only so many arguments. */
export function pushAll(target: Value[], items: readonly Value[]): void {
  for (const item of items) target.push(item);
}

/** JSONata takes what is neither number nor infinite for no number, and refuses what is infinite. */
export function isNumeric(value: Value): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new JsonataError('D1001', { value });
  return true;
}

/** The effective boolean value; undefined of nothing. */
export function booleanOf(value: Value): boolean | undefined {
  if (value === undefined) return undefined;
  if (isList(value)) return value.length === 1 ? (booleanOf(value[0]) ?? false) : value.some((item) => isTrue(item));
  if (typeof value === 'string') return value.length > 0;
  if (isNumeric(value)) return value !== 0;
  if (isMembers(value)) return hasMembers(value);
  return value === true;
}

export const isTrue = (value: Value): boolean => booleanOf(value) === true;

function hasMembers(value: Members): boolean {
  for (const name in value) if (Object.hasOwn(value, name)) return true;
  return false;
}
