import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';

/** A value of a key column. */
export type KeyPart = bigint | string | Uint8Array;

/** Place in the order of a table's key: values of its key columns, or of the first of them. */
export type KeyPlace = readonly KeyPart[];

export interface KeyColumn {
  readonly name: string;
  readonly type: 'INTEGER' | 'TEXT' | 'BLOB';
}

/** Columns by which the rows of a table lie in its file: its primary key where it has no row ids, which are the key else. */
export function keyColumns(database: DatabaseSync, table: string): readonly KeyColumn[] | 'row id' {
  const kind = database.prepare("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?").get(table);
  if (Number(kind?.wr ?? 0) === 0) return 'row id';
  return database
    .prepare('SELECT name, type FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .all(table)
    .map(({ name, type }) => ({ name: String(name), type: typeOf(String(type)) }));
}

const typeOf = (declared: string): KeyColumn['type'] =>
  declared === 'TEXT' || declared === 'BLOB' ? declared : 'INTEGER';

export function keyPart(value: SQLOutputValue | undefined): KeyPart {
  return value instanceof Uint8Array || typeof value === 'string' ? value : BigInt(value ?? 0);
}

/**
 * Places between two others, in order, each about halfway of something: of what else begins as `from` does, column by column, of
 * what lies between the two, and of what begins as `below` does. A place that ends early is before all rows that begin with it.
 */
export function placesBetween(
  columns: readonly KeyColumn[],
  from: KeyPlace | undefined,
  below: KeyPlace | undefined,
): readonly KeyPlace[] {
  const [low, high] = [columns.map(({ type }, at) => from?.[at] ?? least(type)), below ?? []];
  const parted = columns.findIndex((_, at) => high[at] === undefined || !isSame(low[at] ?? 0n, high[at]));
  if (parted < 0) return [];
  const at = (prefix: KeyPlace, one: KeyPart | undefined, other: KeyPart | undefined): readonly KeyPlace[] => {
    const type = columns[prefix.length]?.type ?? 'INTEGER';
    const middle = between(one ?? least(type), other ?? greatest(type));
    return middle === undefined ? [] : [[...prefix, middle]];
  };
  const deeper = columns.map((_, column) => column).slice(parted + 1);
  return [
    ...deeper.toReversed().flatMap((column) => at(low.slice(0, column), low[column], undefined)),
    ...at(low.slice(0, parted), low[parted], high[parted]),
    ...(high.length > parted + 1 ? [high.slice(0, parted + 1)] : []),
    ...deeper
      .filter((column) => column < high.length)
      .flatMap((column) => at(high.slice(0, column), undefined, high[column])),
  ];
}

const least = (type: KeyColumn['type']): KeyPart => ({ INTEGER: -(2n ** 63n), TEXT: '', BLOB: new Uint8Array() })[type];
const greatest = (type: KeyColumn['type']): KeyPart =>
  ({ INTEGER: 2n ** 63n - 1n, TEXT: '\u{10ffff}', BLOB: new Uint8Array(8).fill(0xff) })[type];

const isSame = (one: KeyPart, other: KeyPart): boolean =>
  one instanceof Uint8Array && other instanceof Uint8Array ? Buffer.compare(one, other) === 0 : one === other;

/** Halfway between two values, without either; undefined where nothing is, or only what differs late. */
function between(one: KeyPart, other: KeyPart): KeyPart | undefined {
  if (typeof one === 'bigint' && typeof other === 'bigint') return half(one, other);
  if (typeof one === 'string' && typeof other === 'string') return betweenTexts(one, other);
  if (!(one instanceof Uint8Array && other instanceof Uint8Array)) return undefined;
  const digits = betweenDigits([...one], [...other], 256n);
  return digits && Uint8Array.from(digits);
}

const half = (one: bigint, other: bigint): bigint | undefined => (other - one > 1n ? (one + other) / 2n : undefined);

/** The order of UTF-8 is that of code points. */
function betweenTexts(one: string, other: string): string | undefined {
  const points = (text: string) => Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const digits = betweenDigits(points(one), points(other), 0x11_0000n);
  // Half of a surrogate pair is no character.
  return digits && String.fromCodePoint(...digits.map((point) => (point >= 0xd800 && point < 0xe000 ? 0xd7ff : point)));
}

const WINDOW = 4;

/** Halfway between two rows of digits to a base, of which one may begin with the other. */
function betweenDigits(one: readonly number[], other: readonly number[], base: bigint): readonly number[] | undefined {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  const value = (digits: readonly number[]) =>
    Array.from({ length: WINDOW }, (_, at) => BigInt(digits[same + at] ?? 0)).reduce((sum, next) => sum * base + next);
  let middle = half(value(one), value(other));
  if (middle === undefined) return undefined;
  const made: number[] = [];
  for (let at = 0; at < WINDOW; at += 1, middle /= base) made.unshift(Number(middle % base));
  return [...one.slice(0, same), ...made];
}
