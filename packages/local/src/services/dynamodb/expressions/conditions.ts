import type { Path } from '#services/dynamodb/expressions/path.ts';
import type { Comparator } from '#services/dynamodb/expressions/syntax/nodes.ts';
import type { AttributeType, AttributeValue } from '#services/dynamodb/values/attribute-value.ts';

/** Operand of a condition: what it is, is known only with an item. */
export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'size'; readonly operand: Operand };

/**
 * Condition: what a ConditionExpression, a FilterExpression or their legacy forms ask of an item, with names and values put in.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export type Condition =
  | {
      readonly kind: 'compare';
      readonly comparator: Comparator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly list: readonly Operand[] }
  | { readonly kind: 'exists'; readonly path: Path; readonly expected: boolean }
  | { readonly kind: 'type'; readonly operand: Operand; readonly type: AttributeType }
  | { readonly kind: 'begins_with'; readonly operand: Operand; readonly prefix: Operand }
  | { readonly kind: 'contains'; readonly operand: Operand; readonly member: Operand }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly condition: Condition };

/** Every document path of a condition, in the order of the text. */
export function pathsOf(condition: Condition): readonly Path[] {
  switch (condition.kind) {
    case 'compare':
      return [condition.left, condition.right].flatMap(operandPaths);
    case 'between':
      return [condition.operand, condition.low, condition.high].flatMap(operandPaths);
    case 'in':
      return [condition.operand, ...condition.list].flatMap(operandPaths);
    case 'exists':
      return [condition.path];
    case 'type':
      return operandPaths(condition.operand);
    case 'begins_with':
      return [condition.operand, condition.prefix].flatMap(operandPaths);
    case 'contains':
      return [condition.operand, condition.member].flatMap(operandPaths);
    case 'not':
      return pathsOf(condition.condition);
    default:
      return [...pathsOf(condition.left), ...pathsOf(condition.right)];
  }
}

function operandPaths(operand: Operand): readonly Path[] {
  if (operand.kind === 'size') return operandPaths(operand.operand);
  return operand.kind === 'path' ? [operand.path] : [];
}

/** Names of the attributes that a condition looks at. */
export const attributesOf = (condition: Condition): ReadonlySet<string> =>
  new Set(pathsOf(condition).map(([attribute]) => attribute));
