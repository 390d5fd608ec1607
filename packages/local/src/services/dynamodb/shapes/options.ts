import { anything, list, members } from '#services/dynamodb/shapes/collections.ts';
import { flag, oneOf, text } from '#services/dynamodb/shapes/scalars.ts';

/** Parameters that many operations share. Expressions and what they refer to are read by `expressions/`. */
export const returnConsumedCapacity = oneOf('INDEXES', 'TOTAL', 'NONE');

export const returnItemCollectionMetrics = oneOf('SIZE', 'NONE');

export const onConditionFailure = oneOf('ALL_OLD', 'NONE');

const placeholders = { ExpressionAttributeNames: members, ExpressionAttributeValues: members };

export const writeCondition = { ConditionExpression: text(), ...placeholders };

export const legacyCondition = { Expected: members, ConditionalOperator: oneOf('OR', 'AND') };

export const projection = {
  ProjectionExpression: text(),
  ExpressionAttributeNames: members,
  AttributesToGet: list(text({ max: 65_535 }), { min: 1, max: 255 }),
};

export const reading = {
  ...projection,
  ...placeholders,
  FilterExpression: text(),
  ConditionalOperator: oneOf('OR', 'AND'),
  Select: oneOf('SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'),
  ConsistentRead: flag,
  ExclusiveStartKey: anything,
  ReturnConsumedCapacity: returnConsumedCapacity,
};
