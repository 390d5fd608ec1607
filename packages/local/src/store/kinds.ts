import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';

/** A kind of value that a parameter takes or a column gives: how it goes into SQLite, and how it comes back. */
export interface Kind<T> {
  /** As messages name it. */
  readonly name: string;
  /** Throws a TypeError for what is not of this kind. */
  bind(value: T): SQLInputValue;
  /** Throws a TypeError for what a column of this kind cannot hold. */
  read(value: SQLOutputValue): T;
  /** Whether it needs all 64 bits of an integer column. */
  readonly wide?: true;
}

/** Names of parameters or columns with their kinds. */
export type Shape = Readonly<Record<string, Kind<unknown>>>;

/** What has such a shape. */
export type Values<S extends Shape> = { readonly [N in keyof S]: S[N] extends Kind<infer T> ? T : never };

type SQLOutputBytes = Extract<SQLOutputValue, Uint8Array>;

const mistaken = (kind: string, value: unknown) =>
  new TypeError(`${value === null ? 'NULL' : typeof value === 'number' ? value : typeof value} is not ${kind}`);

/** A kind that SQLite takes and gives as it is. */
function plain<T extends string | number | bigint | SQLOutputBytes>(
  name: string,
  is: (value: unknown) => value is T,
): Kind<T> {
  const check = (value: unknown): T => {
    if (is(value)) return value;
    throw mistaken(name, value);
  };
  return { name, bind: check, read: check };
}

function checkText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw mistaken('a string', value);
}

/**
 * Text of any characters. Node 22 gives text up to its first NUL, so that NUL is kept as two characters, which sort as it does:
 * https://nodejs.org/docs/latest-v22.x/api/sqlite.html
 */
export const text: Kind<string> = {
  name: 'a string',
  bind: (value) => withoutNul(checkText(value)),
  read: (value) => withNul(checkText(value)),
};

const [NUL, MARK] = ['\0', '\u0001'];

const withoutNul = (value: string): string =>
  value.includes(NUL) || value.includes(MARK) ? value.replaceAll(MARK, `${MARK}b`).replaceAll(NUL, `${MARK}a`) : value;

const withNul = (value: string): string =>
  value.includes(MARK) ? value.replaceAll(`${MARK}a`, NUL).replaceAll(`${MARK}b`, MARK) : value;

/** NaN is not one: SQLite would keep it as NULL. */
export const real = plain('a number', (value): value is number => typeof value === 'number' && !Number.isNaN(value));

const someBytes = plain('bytes', (value): value is SQLOutputBytes => value instanceof Uint8Array);
/** Node 22 takes none for NULL where they lie in no memory at all, as those do that it gives. */
const NO_BYTES = new Uint8Array(1).subarray(0, 0);

/** Bytes as every Node binds them. */
export const boundBytes = (value: Uint8Array): Uint8Array => (value.length === 0 ? NO_BYTES : value);

export const bytes: Kind<SQLOutputBytes> = { ...someBytes, bind: (value) => boundBytes(someBytes.read(value)) };

/**
 * A whole number that JavaScript holds exactly. Every number is REAL to `node:sqlite`, so that 5 becomes '5.0' in a TEXT
 * column and 5 / 2 is 2.5; a BigInt is an INTEGER. https://nodejs.org/docs/latest-v24.x/api/sqlite.html#type-conversion-between-javascript-and-sqlite
 */
export const integer: Kind<number> = {
  name: 'a whole number',
  bind(value) {
    if (Number.isSafeInteger(value)) return BigInt(value);
    throw mistaken('a whole number', value);
  },
  read(value) {
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
    throw mistaken('a whole number', value);
  },
};

/** All of SQLite's integers: -2^63 to 2^63-1. */
export const bigInteger: Kind<bigint> = {
  ...plain('a BigInt', (value) => typeof value === 'bigint'),
  wide: true,
};

/** Kept as 0 or 1. */
export const flag: Kind<boolean> = {
  name: 'a boolean',
  bind(value) {
    if (typeof value === 'boolean') return value ? 1n : 0n;
    throw mistaken('a boolean', value);
  },
  read: (value) => integer.read(value) !== 0,
};

/** A document kept as JSON text. @param parse checks what is read, and throws where it is not such a document */
export const json = <T>(parse: (value: unknown) => T): Kind<T> => ({
  name: 'a JSON document',
  bind(value) {
    const written = JSON.stringify(value);
    if (typeof written === 'string') return written;
    throw mistaken('a JSON document', value);
  },
  read: (value) => parse(JSON.parse(text.read(value))),
});

/** A document that is JSON text already, by whoever keeps it as such. */
export const writtenJson: Kind<string> = plain('JSON text', (value) => typeof value === 'string');

/** Or nothing: `undefined` here, NULL there. */
export const nullable = <T>({ bind, read, ...kind }: Kind<T>): Kind<T | undefined> => ({
  ...kind,
  bind: (value) => (value === undefined ? null : bind(value)),
  read: (value) => (value === null ? undefined : read(value)),
});

/** One of a few words. */
export const oneOf = <const T extends string>(...words: readonly T[]): Kind<T> =>
  plain(`one of ${words.join(', ')}`, (value): value is T => words.some((word) => word === value));
