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

/** Below, at or above zero; undefined where there is nothing to compare. Numbers, times and texts, each as such. */
export function compare(left: Value, right: Value): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  const [a, b] = [millisOf(left), millisOf(right)];
  if (a !== undefined && b !== undefined) return a - b;
  const [x, y] = [String(left), String(right)];
  return x === y ? 0 : x < y ? -1 : 1;
}
