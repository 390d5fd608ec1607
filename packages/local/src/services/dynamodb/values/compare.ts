import {
  type AttributeValue,
  attributeOf,
  type Item,
  membersOf,
  typeOf,
} from '#services/dynamodb/values/attribute-value.ts';
import { compareNumbers } from '#services/dynamodb/values/numbers.ts';

/** Whether two values have the same type and the same value: documents member by member, sets whatever their order. */
export function sameValue(left: AttributeValue, right: AttributeValue): boolean {
  if ('S' in left) return 'S' in right && left.S === right.S;
  if ('N' in left) return 'N' in right && left.N === right.N;
  if ('B' in left) return 'B' in right && left.B === right.B;
  if ('BOOL' in left) return 'BOOL' in right && left.BOOL === right.BOOL;
  if ('NULL' in left) return 'NULL' in right;
  if ('M' in left) return 'M' in right && sameItem(left.M, right.M);
  if ('L' in left) return 'L' in right && sameLists(left.L, right.L);
  return typeOf(left) === typeOf(right) && sameMembers(membersOf(left) ?? [], membersOf(right) ?? []);
}

export function sameItem(left: Item | undefined, right: Item | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => {
    const [one, other] = [attributeOf(left, name), attributeOf(right, name)];
    return one !== undefined && other !== undefined && sameValue(one, other);
  });
}

const sameLists = (left: readonly AttributeValue[], right: readonly AttributeValue[]) =>
  left.length === right.length &&
  left.every((member, index) => {
    const other = right[index];
    return other !== undefined && sameValue(member, other);
  });

function sameMembers(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  const known = new Set(left);
  return right.every((member) => known.has(member));
}

/** Order of two scalars: numbers by value, text by its UTF-8 bytes, binary by its bytes. Undefined across types and for types without one. */
export function compareScalars(left: AttributeValue, right: AttributeValue): number | undefined {
  if ('N' in left) return 'N' in right ? compareNumbers(left.N, right.N) : undefined;
  if ('S' in left) return 'S' in right ? compareTexts(left.S, right.S) : undefined;
  if ('B' in left) return 'B' in right ? Buffer.compare(bytesOf(left.B), bytesOf(right.B)) : undefined;
  return undefined;
}

export const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');

/** UTF-16 has the order of UTF-8 but for surrogates against what lies behind them. */
const ABOVE_SURROGATES = /[\ud800-\uffff]/;

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  if (ABOVE_SURROGATES.test(left) && ABOVE_SURROGATES.test(right))
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return left < right ? -1 : 1;
}
