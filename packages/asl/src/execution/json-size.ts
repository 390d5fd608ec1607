import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';

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
  if (!isBranch(value)) return leafLength(value);
  let length = 0;
  // What is within each other may be deeper than calls can be.
  const left = [value];
  for (let node = left.pop(); node !== undefined && length <= enough; node = left.pop()) {
    length += 1;
    if (isJsonObject(node)) {
      // `in` makes no list of the names, and what is parsed or built inherits none.
      for (const name in node) {
        const member = node[name] ?? null;
        length += name.length + AROUND_A_MEMBER;
        if (isBranch(member)) left.push(member);
        else length += leafLength(member);
      }
    } else {
      length += node.length;
      if (length > enough) break;
      for (const item of node) {
        if (isBranch(item)) left.push(item);
        else length += leafLength(item);
      }
    }
  }
  return length;
}

const isBranch = (value: Json): value is JsonObject | readonly Json[] => typeof value === 'object' && value !== null;

const leafLength = (leaf: Json): number => (typeof leaf === 'string' ? leaf.length + 2 : 1);
