import type { ScalarValue } from '#services/dynamodb/values/attribute-value.ts';
import { bytesOf } from '#services/dynamodb/values/compare.ts';
import { parseDecimal } from '#services/dynamodb/values/decimal.ts';

/**
 * Bytes of key values one after the other, that order (as memcmp does) as DynamoDB orders the keys. No value's bytes begin
 * with another's, so that keys of several attributes order attribute by attribute.
 */
export function keyBytes(values: readonly ScalarValue[]): Uint8Array {
  const [only] = values;
  return values.length === 1 && only !== undefined ? bytesOfOne(only) : Buffer.concat(values.map(bytesOfOne));
}

/** Bytes that every value which begins with this one begins with, and no other. Text and binary only. */
export const prefixBytes = (value: ScalarValue): Uint8Array =>
  'N' in value ? numberBytes(value.N) : escaped('S' in value ? Buffer.from(value.S) : bytesOf(value.B));

/** The least bytes above all that begin with these; undefined where there are none. */
export function above(bytes: Uint8Array): Uint8Array | undefined {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0xff) end--;
  if (end === 0) return undefined;
  const next = Uint8Array.from(bytes.subarray(0, end));
  next[end - 1] = (next[end - 1] ?? 0) + 1;
  return next;
}

/** Bytes of a key attribute that the limits of 2,048 (partition key) and 1,024 (sort key) count. */
export function keyPartSize(value: ScalarValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  return 'B' in value ? Buffer.byteLength(value.B, 'base64') : numberBytes(value.N).length;
}

const END = Buffer.from([0, 0]);

function bytesOfOne(value: ScalarValue): Uint8Array {
  return 'N' in value ? numberBytes(value.N) : Buffer.concat([prefixBytes(value), END]);
}

/** Zero bytes are followed by 0xff, so that the two zeros of the end are below whatever goes on. */
function escaped(bytes: Buffer): Buffer {
  if (!bytes.includes(0)) return bytes;
  const made: number[] = [];
  for (const byte of bytes) byte === 0 ? made.push(0, 0xff) : made.push(byte);
  return Buffer.from(made);
}

const NEGATIVE = 0x01;
const NOTHING = 0x02;
const POSITIVE = 0x03;
/** The least exponent is -130. */
const EXPONENT_BIAS = 130;

/** Sign, exponent, digits in pairs (each plus one), and a zero for the end; all but the sign inverted below zero. */
function numberBytes(text: string): Uint8Array {
  const { sign, digits, exponent } = parseDecimal(text);
  if (digits === '') return Buffer.from([NOTHING]);
  const bytes = [sign < 0 ? NEGATIVE : POSITIVE, exponent + EXPONENT_BIAS];
  for (let at = 0; at < digits.length; at += 2) bytes.push(Number(digits.slice(at, at + 2).padEnd(2, '0')) + 1);
  bytes.push(0);
  return Buffer.from(sign < 0 ? bytes.map((byte, index) => (index === 0 ? byte : 0xff - byte)) : bytes);
}
