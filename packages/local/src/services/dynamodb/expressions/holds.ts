import { hasPart } from '@safelight/asl/language/text-search';
import type { Condition, Operand } from '#services/dynamodb/expressions/conditions.ts';
import { valueAt } from '#services/dynamodb/expressions/path.ts';
import type { Comparator } from '#services/dynamodb/expressions/syntax/nodes.ts';
import { type AttributeValue, type Item, membersOf, typeOf } from '#services/dynamodb/values/attribute-value.ts';
import { bytesOf, compareScalars, sameValue } from '#services/dynamodb/values/compare.ts';

/**
 * Whether an item meets a condition; no condition is always met. Comparing with what is missing, or across types, is false, but
 * for `<>`, which is the contrary of `=`.
 */
export function holds(condition: Condition | undefined, item: Item | undefined): boolean {
  if (condition === undefined) return true;
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item) && holds(condition.right, item);
    case 'or':
      return holds(condition.left, item) || holds(condition.right, item);
    case 'not':
      return !holds(condition.condition, item);
    case 'exists':
      return (valueAt(item, condition.path) !== undefined) === condition.expected;
    case 'compare':
      return compares(condition.comparator, read(condition.left, item), read(condition.right, item));
    case 'between':
      return isBetween(read(condition.operand, item), read(condition.low, item), read(condition.high, item));
    case 'in': {
      const value = read(condition.operand, item);
      return condition.list.some((member) => compares('=', value, read(member, item)));
    }
    case 'type': {
      const value = read(condition.operand, item);
      return value !== undefined && typeOf(value) === condition.type;
    }
    case 'begins_with':
      return beginsWith(read(condition.operand, item), read(condition.prefix, item));
    case 'contains':
      return contains(read(condition.operand, item), read(condition.member, item));
  }
}

function read(operand: Operand, item: Item | undefined): AttributeValue | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'path') return valueAt(item, operand.path);
  const size = sizeOf(read(operand.operand, item));
  return size === undefined ? undefined : { N: String(size) };
}

/** What `size` counts: characters, bytes, or members. Undefined for types without. */
function sizeOf(value: AttributeValue | undefined): number | undefined {
  if (value === undefined) return undefined;
  if ('S' in value) return value.S.length;
  if ('B' in value) return bytesOf(value.B).length;
  if ('L' in value) return value.L.length;
  if ('M' in value) return Object.keys(value.M).length;
  return membersOf(value)?.length;
}

type Maybe = AttributeValue | undefined;

function compares(comparator: Comparator, left: Maybe, right: Maybe): boolean {
  const both = left !== undefined && right !== undefined;
  if (comparator === '=') return both && sameValue(left, right);
  if (comparator === '<>') return !both || !sameValue(left, right);
  const order = both ? compareScalars(left, right) : undefined;
  if (order === undefined) return false;
  if (comparator === '<') return order < 0;
  if (comparator === '<=') return order <= 0;
  return comparator === '>' ? order > 0 : order >= 0;
}

const isBetween = (value: Maybe, low: Maybe, high: Maybe) => compares('>=', value, low) && compares('<=', value, high);

function beginsWith(value: Maybe, prefix: Maybe): boolean {
  if (value === undefined || prefix === undefined) return false;
  if ('S' in value) return 'S' in prefix && value.S.startsWith(prefix.S);
  if (!('B' in value && 'B' in prefix)) return false;
  const start = bytesOf(prefix.B);
  return bytesOf(value.B).subarray(0, start.length).equals(start);
}

/** A part of a text or of bytes, a member of a set of that type, or a member of a list by value. */
function contains(value: Maybe, member: Maybe): boolean {
  if (value === undefined || member === undefined) return false;
  if ('L' in value) return value.L.some((one) => sameValue(one, member));
  if ('S' in member) return 'S' in value ? hasPart(value.S, member.S) : 'SS' in value && value.SS.includes(member.S);
  if ('N' in member) return 'NS' in value && value.NS.includes(member.N);
  if (!('B' in member)) return false;
  if ('B' in value) return hasPart(bytesOf(value.B).toString('latin1'), bytesOf(member.B).toString('latin1'));
  return 'BS' in value && value.BS.includes(member.B);
}
