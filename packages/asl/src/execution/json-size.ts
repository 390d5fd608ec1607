import { isJsonObject, type Json } from '#asl/json.ts';

/** UTF-8 bytes that what counts as one in `leastLength` can take as text: a number with its exponent, an escaped character. */
const MOST_EXPANSION = 25;
/** Quotes, colon and comma of a member. */
const AROUND_A_MEMBER = 4;

/**
 * Whether a value's JSON text has more UTF-8 bytes than that. Nothing is written that is certain to be longer: one value may be part of
 * another thousands of times.
 */
export function isLarger(value: Json, bytes: number): boolean {
  const least = leastLength(value, bytes);
  if (least > bytes) return true;
  return least * MOST_EXPANSION > bytes && Buffer.byteLength(JSON.stringify(value)) > bytes;
}

/** Whether its text is certain to be longer than that. */
export const isCertainlyLarger = (value: Json, bytes: number): boolean => leastLength(value, bytes) > bytes;

/** What a value's text has at least, in bytes; looks no further than to `enough`. */
function leastLength(value: Json, enough: number): number {
  let length = 0;
  const left: Json[] = [value];
  for (let node = left.pop(); node !== undefined && length <= enough; node = left.pop()) {
    if (typeof node === 'string') length += node.length + 2;
    else if (Array.isArray(node)) {
      length += node.length + 1;
      if (length <= enough) for (const item of node) left.push(item);
    } else if (isJsonObject(node)) {
      length += 1;
      for (const [name, member] of Object.entries(node)) {
        length += name.length + AROUND_A_MEMBER;
        left.push(member);
      }
    } else length += 1;
  }
  return length;
}
