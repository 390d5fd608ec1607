import type { KeyRange } from '#services/dynamodb/expressions/keys/key-range.ts';
import { above, keyBytes, prefixBytes } from '#services/dynamodb/values/key-bytes.ts';

/** KeyBounds: bytes of sort keys from `from` (included) to `to` (excluded); no `to` is to the end of the partition. */
export interface KeyBounds {
  readonly from: Uint8Array;
  readonly to: Uint8Array | undefined;
}

/** Bounds of a range on the `keyBytes` of all attributes of the sort key, one after the other. */
export function rangeBounds({ equal, last }: KeyRange): KeyBounds {
  const prefix = keyBytes(equal);
  const [first, second] = last?.values ?? [];
  if (last === undefined || first === undefined) return { from: prefix, to: above(prefix) };
  const least = Buffer.concat([prefix, keyBytes([first])]);
  switch (last.operator) {
    case '<':
      return { from: prefix, to: least };
    case '<=':
      return { from: prefix, to: above(least) };
    case '>':
      // Bytes of a whole value always end in something below 0xff or in a digit, so there are bytes above.
      return { from: above(least) ?? least, to: above(prefix) };
    case '>=':
      return { from: least, to: above(prefix) };
    case 'BETWEEN':
      return { from: least, to: above(Buffer.concat([prefix, keyBytes([second ?? first])])) };
    case 'begins_with': {
      const beginning = Buffer.concat([prefix, prefixBytes(first)]);
      return { from: beginning, to: above(beginning) };
    }
  }
}
