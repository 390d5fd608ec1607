import type { Json, JsonObject } from '@safelight/asl/json';
import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import { invalid, legacyEntries, listGiven, readComparison } from '#services/dynamodb/expressions/legacy/comparison.ts';
import { comparisonCondition, exists, joined } from '#services/dynamodb/expressions/legacy/conditions.ts';
import { checkedName } from '#services/dynamodb/values/parse.ts';
import { boolean } from '#services/dynamodb/values/wire.ts';

/**
 * Reads Expected and ConditionalOperator as a condition. Throws ValidationException.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.Expected.html
 */
export function readExpected(input: JsonObject): Condition | undefined {
  const { Expected: expected } = input;
  const entries = expected === undefined || expected === null ? [] : legacyEntries(expected);
  const conditions = entries.map(([name, member]) => expectedOf(checkedName(name), member));
  return joined(conditions, input);
}

function expectedOf(name: string, member: JsonObject): Condition {
  const { ComparisonOperator: operator, AttributeValueList: list, Value: value, Exists: existence } = member;
  if (is(list) && is(value))
    throw invalid(`Value and AttributeValueList cannot be used together for Attribute: ${name}`);
  if (!is(operator)) return withExists(name, member);
  if (is(existence)) throw invalid(`Exists and ComparisonOperator cannot be used together for Attribute: ${name}`);
  if (operator !== 'NULL' && operator !== 'NOT_NULL' && !is(list) && !is(value))
    throw invalid(
      `Value or AttributeValueList must be used with ComparisonOperator: ${String(operator)} for Attribute: ${name}`,
    );
  const values = is(value) ? [value] : listGiven(list);
  return comparisonCondition(name, readComparison(operator, values, `expected.${name}`));
}

function withExists(
  name: string,
  { AttributeValueList: list, Value: value, Exists: existence }: JsonObject,
): Condition {
  if (is(list)) throw invalid(`AttributeValueList can only be used with a ComparisonOperator for Attribute: ${name}`);
  const wanted = is(existence) ? boolean(existence) : undefined;
  if (wanted === false) {
    if (is(value)) throw invalid(`Value cannot be used when Exists is false for Attribute: ${name}`);
    return exists(name, false);
  }
  if (!is(value)) throw invalid(`Value must be provided when Exists is ${wanted ?? 'null'} for Attribute: ${name}`);
  return comparisonCondition(name, readComparison('EQ', [value], `expected.${name}`));
}

const is = (json: Json | undefined): json is Exclude<Json, null> => json !== undefined && json !== null;
