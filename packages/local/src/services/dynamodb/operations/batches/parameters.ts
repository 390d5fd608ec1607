import { anything, list, map, structure } from '#services/dynamodb/shapes/collections.ts';
import { projection, returnConsumedCapacity, returnItemCollectionMetrics } from '#services/dynamodb/shapes/options.ts';
import { flag } from '#services/dynamodb/shapes/scalars.ts';
import { required } from '#services/dynamodb/shapes/shape.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export const batchGetParameters = structure({
  RequestItems: required(
    map(
      structure({
        Keys: required(list(anything, { min: 1, max: 100 })),
        ...projection,
        ConsistentRead: flag,
      }),
      { min: 1, max: 100 },
    ),
  ),
  ReturnConsumedCapacity: returnConsumedCapacity,
});

const request = structure({
  PutRequest: structure({ Item: required(anything) }),
  DeleteRequest: structure({ Key: required(anything) }),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
export const batchWriteParameters = structure({
  RequestItems: required(map(list(request, { min: 1, max: 25 }), { min: 1, max: 25 })),
  ReturnConsumedCapacity: returnConsumedCapacity,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
});
