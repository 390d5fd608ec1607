/** What a field holds, or an expression comes to; undefined where there is nothing. */
export type Value = string | number | undefined;

/** A log event, or what a command made of several: fields by name. */
export type Row = ReadonlyMap<string, string | number>;

/** Computed of a row; of the rows of a group too, within `stats`. */
export type Expression = (row: Row, group: readonly Row[]) => Value;

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/;

/** `2026-01-15 12:00:00.000`, as Insights shows times. */
export const timeText = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');

/** Milliseconds since the epoch, of a time as Insights shows it or as a number. */
export const millisOf = (value: Value): number | undefined =>
  typeof value === 'string' && TIME.test(value) ? Date.parse(`${value.replace(' ', 'T')}Z`) : numberOf(value);

/** Undefined for what is no number. */
export function numberOf(value: Value): number | undefined {
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

export const truth = (value: Value): boolean => value !== undefined && value !== 0 && value !== '';

/** What a value is compared by, made once where it is compared often. */
export interface Key {
  /** Of numbers and times; undefined for other texts. */
  readonly number: number | undefined;
  readonly text: string;
}

export const keyOf = (value: Value): Key | undefined =>
  value === undefined ? undefined : { number: millisOf(value), text: String(value) };

/** Below, at or above zero. Numbers, times and texts, each as such. */
export function compareKeys(left: Key, right: Key): number {
  if (left.number !== undefined && right.number !== undefined) return left.number - right.number;
  return left.text === right.text ? 0 : left.text < right.text ? -1 : 1;
}

/** As `compareKeys`; undefined where there is nothing to compare. */
export function compare(left: Value, right: Value): number | undefined {
  const [a, b] = [keyOf(left), keyOf(right)];
  return a && b && compareKeys(a, b);
}
