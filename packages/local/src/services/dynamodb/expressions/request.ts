import type { Json, JsonObject } from '@safelight/asl/json';
import { bindCondition } from '#services/dynamodb/expressions/binding/condition.ts';
import { bindUpdate } from '#services/dynamodb/expressions/binding/update.ts';
import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import { ExpressionError } from '#services/dynamodb/expressions/expression-error.ts';
import { type KeyCondition, toKeyCondition } from '#services/dynamodb/expressions/keys/key-condition.ts';
import { readAttributeUpdates } from '#services/dynamodb/expressions/legacy/attribute-updates.ts';
import { readAttributesToGet } from '#services/dynamodb/expressions/legacy/attributes-to-get.ts';
import { readExpected } from '#services/dynamodb/expressions/legacy/expected.ts';
import { readLegacyFilter, readLegacyKeyConditions } from '#services/dynamodb/expressions/legacy/filters.ts';
import { expressionReader, type ParameterRules, readParameters } from '#services/dynamodb/expressions/parameters.ts';
import { firstCollision } from '#services/dynamodb/expressions/path.ts';
import type { Projection } from '#services/dynamodb/expressions/projection.ts';
import { parseCondition } from '#services/dynamodb/expressions/syntax/condition.ts';
import { parseProjection } from '#services/dynamodb/expressions/syntax/projection.ts';
import { parseUpdate } from '#services/dynamodb/expressions/syntax/update.ts';
import type { Update } from '#services/dynamodb/expressions/update/update.ts';

const conditionIn = expressionReader(parseCondition, bindCondition);
const updateIn = expressionReader(parseUpdate, bindUpdate);
const projectionIn = expressionReader(parseProjection, (syntax, given): Projection => {
  const paths = syntax.map((path) => given.path(path));
  const collision = firstCollision(paths);
  if (collision !== undefined) throw new ExpressionError(collision);
  return { paths };
});

/** What a write asks and does. */
export interface WriteExpressions {
  readonly condition?: Condition;
  readonly update?: Update;
}

const WRITE: ParameterRules = { expressions: ['ConditionExpression'], legacy: ['Expected', 'ConditionalOperator'] };
const UPDATE: ParameterRules = {
  expressions: ['UpdateExpression', 'ConditionExpression'],
  legacy: ['AttributeUpdates', 'Expected', 'ConditionalOperator'],
};

/** Reads the expressions of PutItem, DeleteItem and UpdateItem, or their legacy forms. Throws ValidationException. */
export function readWrite(input: JsonObject, operation: 'PutItem' | 'DeleteItem' | 'UpdateItem'): WriteExpressions {
  const isUpdate = operation === 'UpdateItem';
  const given = readParameters(input, isUpdate ? UPDATE : WRITE);
  const expression = isUpdate ? updateIn(input, 'UpdateExpression', given) : undefined;
  const condition = conditionIn(input, 'ConditionExpression', given) ?? readExpected(input);
  const update = expression ?? (isUpdate ? readAttributeUpdates(input) : undefined);
  given.refuseUnused();
  return { ...(update && { update }), ...(condition && { condition }) };
}

/** Reads the condition of a ConditionCheck. Throws ValidationException. */
export function readConditionCheck(input: JsonObject): { readonly condition?: Condition } {
  const given = readParameters(input, { expressions: ['ConditionExpression'], legacy: [] });
  const condition = conditionIn(input, 'ConditionExpression', given);
  given.refuseUnused();
  return condition ? { condition } : {};
}

/** These operations have no ExpressionAttributeValues, and pass over what they do not have. */
const withoutValues = (input: JsonObject): JsonObject => ({ ...input, ExpressionAttributeValues: null });

/** Reads the projection of GetItem, of a table in BatchGetItem, or of a Get. Throws ValidationException. */
export function readGet(input: JsonObject): { readonly projection?: Projection } {
  const given = readParameters(withoutValues(input), {
    expressions: ['ProjectionExpression'],
    legacy: ['AttributesToGet'],
  });
  const projection = projectionIn(input, 'ProjectionExpression', given) ?? readAttributesToGet(input);
  given.refuseUnused();
  return projection ? { projection } : {};
}

export interface ReadExpressions {
  readonly filter?: Condition;
  readonly projection?: Projection;
}

export interface QueryExpressions extends ReadExpressions {
  readonly keyCondition?: KeyCondition;
}

const QUERY: ParameterRules = {
  expressions: ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'],
  legacy: ['AttributesToGet', 'QueryFilter', 'ConditionalOperator', 'KeyConditions'],
};
const SCAN: ParameterRules = {
  expressions: ['ProjectionExpression', 'FilterExpression'],
  legacy: ['AttributesToGet', 'ScanFilter', 'ConditionalOperator'],
};

/** Reads the expressions of Query, or their legacy forms. Throws ValidationException. */
export function readQuery(input: JsonObject): QueryExpressions {
  const given = readParameters(input, QUERY);
  const old = isGiven(input.KeyConditions) ? readLegacyKeyConditions(input) : undefined;
  const rest = readRest(input, 'QueryFilter', given);
  const condition = conditionIn(input, 'KeyConditionExpression', given);
  given.refuseUnused();
  const keyCondition = condition ? toKeyCondition(condition) : old;
  return { ...rest, ...(keyCondition && { keyCondition }) };
}

/** Reads the expressions of Scan, or their legacy forms. Throws ValidationException. */
export function readScan(input: JsonObject): ReadExpressions {
  const given = readParameters(input, SCAN);
  const rest = readRest(input, 'ScanFilter', given);
  given.refuseUnused();
  return rest;
}

function readRest(
  input: JsonObject,
  legacy: 'QueryFilter' | 'ScanFilter',
  given: ReturnType<typeof readParameters>,
): ReadExpressions {
  const filter = conditionIn(input, 'FilterExpression', given) ?? readLegacyFilter(input, legacy);
  const projection = projectionIn(input, 'ProjectionExpression', given) ?? readAttributesToGet(input);
  return { ...(filter && { filter }), ...(projection && { projection }) };
}

const isGiven = (json: Json | undefined) => json !== undefined && json !== null;
