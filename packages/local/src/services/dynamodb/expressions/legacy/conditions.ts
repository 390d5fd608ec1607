import type { Json, JsonObject } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import type { Condition, Operand } from '#services/dynamodb/expressions/conditions.ts';
import type { LegacyComparison } from '#services/dynamodb/expressions/legacy/comparison.ts';
import type { AttributeValue } from '#services/dynamodb/values/attribute-value.ts';

const COMPARATORS = { EQ: '=', NE: '<>', LE: '<=', LT: '<', GE: '>=', GT: '>' } as const;

/** What a legacy comparison asks of an attribute, as a condition. */
export function comparisonCondition(attribute: string, { operator, values }: LegacyComparison): Condition {
  const operand: Operand = { kind: 'path', path: [attribute] };
  const [first, second] = values.map(operandOf);
  switch (operator) {
    case 'NULL':
      return exists(attribute, false);
    case 'NOT_NULL':
      return exists(attribute, true);
    case 'IN':
      return { kind: 'in', operand, list: values.map(operandOf) };
    case 'BETWEEN':
      return { kind: 'between', operand, low: given(first), high: given(second) };
    case 'BEGINS_WITH':
      return { kind: 'begins_with', operand, prefix: given(first) };
    case 'CONTAINS':
      return { kind: 'contains', operand, member: given(first) };
    case 'NOT_CONTAINS': {
      const contains: Condition = { kind: 'contains', operand, member: given(first) };
      return { kind: 'and', left: exists(attribute, true), right: { kind: 'not', condition: contains } };
    }
    default:
      return { kind: 'compare', comparator: COMPARATORS[operator], left: operand, right: given(first) };
  }
}

const operandOf = (value: AttributeValue): Operand => ({ kind: 'value', value });

function given(operand: Operand | undefined): Operand {
  if (operand === undefined) throw new Error('the number of values has been checked');
  return operand;
}

export const exists = (attribute: string, expected: boolean): Condition => ({
  kind: 'exists',
  path: [attribute],
  expected,
});

/** Joins conditions by ConditionalOperator, which is AND unless said. Throws ValidationException. */
export function joined(
  conditions: readonly Condition[],
  { ConditionalOperator: operator }: JsonObject,
): Condition | undefined {
  const kind = conditionalOperator(operator);
  if (operator !== undefined && operator !== null && conditions.length < 2)
    throw validationError(
      conditions.length === 0
        ? 'ConditionalOperator cannot be used without Filter or Expected'
        : 'ConditionalOperator can only be used when Filter or Expected has two or more elements',
    );
  const [first, ...rest] = conditions;
  return first && rest.reduce<Condition>((left, right) => ({ kind, left, right }), first);
}

function conditionalOperator(operator: Json | undefined): 'and' | 'or' {
  if (operator === undefined || operator === null || operator === 'AND') return 'and';
  if (operator === 'OR') return 'or';
  throw validationError(
    `1 validation error detected: Value '${String(operator)}' at 'conditionalOperator' failed to satisfy constraint: Member must satisfy enum value set: [OR, AND]`,
  );
}
