import type { JsonObject } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import type { KeyCondition, KeyOperator } from '#services/dynamodb/expressions/keys/key-condition.ts';
import {
  type ComparisonOperator,
  type LegacyComparison,
  legacyEntries,
  listGiven,
  readComparison,
} from '#services/dynamodb/expressions/legacy/comparison.ts';
import { comparisonCondition, joined } from '#services/dynamodb/expressions/legacy/conditions.ts';
import { checkedName } from '#services/dynamodb/values/parse.ts';

/**
 * Reads QueryFilter or ScanFilter, and ConditionalOperator, as a condition. Throws ValidationException.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.ScanFilter.html
 */
export function readLegacyFilter(input: JsonObject, parameter: 'QueryFilter' | 'ScanFilter'): Condition | undefined {
  const conditions = comparisons(input, parameter).map(([name, comparison]) => comparisonCondition(name, comparison));
  return joined(conditions, input);
}

function comparisons(input: JsonObject, parameter: string): readonly (readonly [string, LegacyComparison])[] {
  const given = input[parameter];
  if (given === undefined || given === null) return [];
  const where = parameter.charAt(0).toLowerCase() + parameter.slice(1);
  return legacyEntries(given).map(([name, { ComparisonOperator: operator, AttributeValueList: list }]) => [
    checkedName(name),
    readComparison(operator, listGiven(list), `${where}.${name}`),
  ]);
}

const KEY_OPERATORS: Readonly<Partial<Record<ComparisonOperator, KeyOperator>>> = {
  EQ: '=',
  LT: '<',
  LE: '<=',
  GT: '>',
  GE: '>=',
  BETWEEN: 'BETWEEN',
  BEGINS_WITH: 'begins_with',
};

/**
 * Reads KeyConditions. Throws ValidationException.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.KeyConditions.html
 */
export function readLegacyKeyConditions(input: JsonObject): KeyCondition {
  return comparisons(input, 'KeyConditions').map(([attribute, { operator, values }]) => {
    const keyOperator = KEY_OPERATORS[operator];
    if (keyOperator === undefined)
      throw validationError('Attempted conditional constraint is not an indexable operation');
    return { attribute, operator: keyOperator, values };
  });
}
