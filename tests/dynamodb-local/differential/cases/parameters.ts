import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { Random } from '../random.ts';
import { type Probe, single } from '../side.ts';
import { DOUBLE, SINGLE } from '../tables.ts';

const A = { S: 'a' };
const one = { ':v': { N: '1' } };

/** Calls that are right, to be put wrong. */
const CALLS: readonly (readonly [string, JsonObject])[] = [
  ['GetItem', { TableName: SINGLE, Key: { id: A } }],
  ['PutItem', { TableName: SINGLE, Item: { id: A, n: { N: '1' } } }],
  ['DeleteItem', { TableName: SINGLE, Key: { id: A } }],
  ['UpdateItem', { TableName: SINGLE, Key: { id: A }, UpdateExpression: 'SET n = :v', ExpressionAttributeValues: one }],
  ['Query', { TableName: SINGLE, KeyConditionExpression: 'id = :v', ExpressionAttributeValues: { ':v': A } }],
  ['Query', { TableName: DOUBLE, KeyConditionExpression: 'id = :v', ExpressionAttributeValues: { ':v': { S: 'p' } } }],
  ['Scan', { TableName: SINGLE, FilterExpression: 'n = :v', ExpressionAttributeValues: one }],
];

/** Parameters that may not stand there, or not so. */
const MORE: readonly JsonObject[] = [
  { ConditionExpression: 'n = n' },
  { ConditionExpression: '' },
  { UpdateExpression: '' },
  { FilterExpression: '' },
  { ProjectionExpression: '' },
  { Expected: { n: { Exists: false } } },
  { AttributeUpdates: { n: { Action: 'DELETE' } } },
  { AttributesToGet: ['n'] },
  { AttributesToGet: ['n', 'n'] },
  { ConditionalOperator: 'OR' },
  { QueryFilter: { n: { ComparisonOperator: 'NULL' } } },
  { ScanFilter: { n: { ComparisonOperator: 'NULL' } } },
  { KeyConditions: { id: { ComparisonOperator: 'EQ', AttributeValueList: [A] } } },
  { ExpressionAttributeNames: { '#n': 'n' } },
  { ExpressionAttributeNames: {} },
  { ExpressionAttributeNames: { n: 'n' } },
  { ExpressionAttributeNames: { '#n': '' } },
  { ExpressionAttributeValues: {} },
  { ExpressionAttributeValues: { v: A } },
  { ExpressionAttributeValues: { ':v': {} } },
  { TableName: 'no-such-table' },
  { TableName: 'x' },
  { IndexName: 'no-such-index' },
  { Key: {} },
  { Key: { id: { S: '' } } },
  { Key: { id: { N: '1' } } },
  { Key: { id: A, n: A } },
  { Key: { nn: A } },
  { Item: {} },
  { Item: { id: { S: '' } } },
  { Item: { id: { N: '1' } } },
  { Item: { n: A } },
  { Limit: 0 },
  { Limit: -1 },
  { Select: 'COUNT' },
  { Select: 'SPECIFIC_ATTRIBUTES' },
  { Select: 'ALL_PROJECTED_ATTRIBUTES' },
  { Select: 'COUNT', ProjectionExpression: 'n' },
  { Segment: 0 },
  { TotalSegments: 2 },
  { Segment: 2, TotalSegments: 2 },
  { Segment: 0, TotalSegments: 2 },
  { ExclusiveStartKey: {} },
  { ExclusiveStartKey: { id: { N: '1' } } },
  { ExclusiveStartKey: { id: A } },
  { ReturnValues: 'ALL_NEW' },
  { ReturnValues: 'ALL_OLD' },
  { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
  { ConsistentRead: true },
  { FilterExpression: 'id = :v' },
  { FilterExpression: 'id.a = :v' },
  { ProjectionExpression: 'id.a' },
  { ProjectionExpression: 'n, n' },
];

/** A right call with a parameter lost, put in, or put otherwise. */
export function wrongParameters(random: Random): Probe {
  const [operation, right] = random.pick(CALLS);
  const changed: Record<string, Json> = { ...right };
  for (let changes = 1 + random.below(2); changes > 0; changes--) {
    if (random.chance(0.25)) delete changed[random.pick(Object.keys(right))];
    else Object.assign(changed, random.pick(MORE));
  }
  return single(operation, withNullsLeftOut(changed));
}

const withNullsLeftOut = (json: Readonly<Record<string, Json>>): JsonObject =>
  Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null || isJsonObject(value)));
