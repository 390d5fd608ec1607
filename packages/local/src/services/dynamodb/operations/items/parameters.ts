import { anything, members, structure } from '#services/dynamodb/shapes/collections.ts';
import { tableRef } from '#services/dynamodb/shapes/names.ts';
import {
  legacyCondition,
  onConditionFailure,
  projection,
  returnConsumedCapacity,
  returnItemCollectionMetrics,
  writeCondition,
} from '#services/dynamodb/shapes/options.ts';
import { flag, oneOf, text } from '#services/dynamodb/shapes/scalars.ts';
import { required } from '#services/dynamodb/shapes/shape.ts';

const writing = {
  TableName: required(tableRef),
  ...writeCondition,
  ...legacyCondition,
  ReturnValues: oneOf('NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW'),
  ReturnConsumedCapacity: returnConsumedCapacity,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
  ReturnValuesOnConditionCheckFailure: onConditionFailure,
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
export const putParameters = structure({ ...writing, Item: required(anything) });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html */
export const deleteParameters = structure({ ...writing, Key: required(anything) });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
export const updateParameters = structure({
  ...writing,
  Key: required(anything),
  UpdateExpression: text(),
  AttributeUpdates: members,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export const getParameters = structure({
  TableName: required(tableRef),
  Key: required(anything),
  ...projection,
  ConsistentRead: flag,
  ReturnConsumedCapacity: returnConsumedCapacity,
});
