import { validationError } from '#services/dynamodb/errors.ts';
import type { Condition, Operand } from '#services/dynamodb/expressions/conditions.ts';
import type { Path } from '#services/dynamodb/expressions/path.ts';
import type { Comparator } from '#services/dynamodb/expressions/syntax/nodes.ts';
import type { AttributeValue } from '#services/dynamodb/values/attribute-value.ts';

export type KeyOperator = '=' | '<' | '<=' | '>' | '>=' | 'BETWEEN' | 'begins_with';

/** KeyTerm: what is asked of one key attribute. */
export interface KeyTerm {
  readonly attribute: string;
  readonly operator: KeyOperator;
  readonly values: readonly AttributeValue[];
}

/** KeyCondition: what a Query asks of the keys, before it is known what the keys are. One term an attribute. */
export type KeyCondition = readonly KeyTerm[];

/**
 * Reads a condition as a key condition. Throws ValidationException for all that no key condition can have.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
 */
export function toKeyCondition(condition: Condition): KeyCondition {
  const terms = termsOf(condition);
  if (new Set(terms.map(({ attribute }) => attribute)).size < terms.length)
    throw validationError('KeyConditionExpressions must only contain one condition per key');
  return terms;
}

function termsOf(condition: Condition): readonly KeyTerm[] {
  switch (condition.kind) {
    case 'and':
      return [...termsOf(condition.left), ...termsOf(condition.right)];
    case 'compare':
      return [comparison(condition.comparator, condition.left, condition.right)];
    case 'between':
      return [term('BETWEEN', condition.operand, [condition.low, condition.high])];
    case 'begins_with':
      return [term('begins_with', condition.operand, [condition.prefix])];
    default:
      throw validationError(`Invalid operator used in KeyConditionExpression: ${operatorOf(condition)}`);
  }
}

function operatorOf(condition: Condition): string {
  if (condition.kind === 'type') return 'attribute_type';
  if (condition.kind === 'contains') return condition.kind;
  if (condition.kind === 'exists') return condition.expected ? 'attribute_exists' : 'attribute_not_exists';
  return condition.kind.toUpperCase();
}

const MIRRORED = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function comparison(comparator: Comparator, left: Operand, right: Operand): KeyTerm {
  if (comparator === '<>') throw validationError('Invalid operator used in KeyConditionExpression: <>');
  refuseNested([left, right]);
  if (left.kind === 'path') return term(comparator, left, [right]);
  if (right.kind !== 'path')
    throw validationError('Invalid condition in KeyConditionExpression: No key attribute specified');
  return term(MIRRORED[comparator], right, [left]);
}

function term(operator: KeyOperator, operand: Operand, others: readonly Operand[]): KeyTerm {
  refuseNested([operand, ...others]);
  if (operand.kind !== 'path')
    throw validationError(
      `Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`,
    );
  const values = others.map((other) => {
    if (other.kind === 'value') return other.value;
    throw validationError(
      'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
    );
  });
  return { attribute: attributeAt(operand.path), operator, values };
}

function refuseNested(operands: readonly Operand[]): void {
  if (operands.some(({ kind }) => kind === 'size'))
    throw validationError('KeyConditionExpressions cannot contain nested operations');
}

function attributeAt([attribute, ...rest]: Path): string {
  if (rest.length === 0) return attribute;
  throw validationError(
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: ${attribute}`,
  );
}
