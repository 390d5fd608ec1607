import { anything, list, structure } from '#services/dynamodb/shapes/collections.ts';
import { tableRef } from '#services/dynamodb/shapes/names.ts';
import {
  onConditionFailure,
  projection,
  returnConsumedCapacity,
  returnItemCollectionMetrics,
  writeCondition,
} from '#services/dynamodb/shapes/options.ts';
import { text } from '#services/dynamodb/shapes/scalars.ts';
import { required } from '#services/dynamodb/shapes/shape.ts';

const onItem = {
  TableName: required(tableRef),
  ...writeCondition,
  ReturnValuesOnConditionCheckFailure: onConditionFailure,
};

const entry = structure({
  ConditionCheck: structure({ ...onItem, Key: required(anything), ConditionExpression: required(text()) }),
  Put: structure({ ...onItem, Item: required(anything) }),
  Delete: structure({ ...onItem, Key: required(anything) }),
  Update: structure({ ...onItem, Key: required(anything), UpdateExpression: required(text()) }),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const transactWriteParameters = structure({
  TransactItems: required(list(entry, { min: 1, max: 100 })),
  ReturnConsumedCapacity: returnConsumedCapacity,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
  ClientRequestToken: text({ min: 1, max: 36 }),
});

const { ProjectionExpression, ExpressionAttributeNames } = projection;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export const transactGetParameters = structure({
  TransactItems: required(
    list(
      structure({
        Get: required(
          structure({
            ...{ TableName: required(tableRef), Key: required(anything) },
            ...{ ProjectionExpression, ExpressionAttributeNames },
          }),
        ),
      }),
      { min: 1, max: 100 },
    ),
  ),
  ReturnConsumedCapacity: returnConsumedCapacity,
});
