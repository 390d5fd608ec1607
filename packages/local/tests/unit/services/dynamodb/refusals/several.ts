import { get, key, type Row, S, TableName } from '#tests/unit/services/dynamodb/refusals/inputs.ts';

export const severalRows: readonly Row[] = [
  [
    'BatchWriteItem',
    { RequestItems: { orders: [{}] } },
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  ],
  [
    'BatchWriteItem',
    { RequestItems: { orders: [{ PutRequest: { Item: key } }, { DeleteRequest: { Key: key } }] } },
    'Provided list of item keys contains duplicates',
  ],
  [
    'BatchWriteItem',
    { RequestItems: { orders: [{ PutRequest: { Item: { p: S('a') } } }] } },
    'The provided key element does not match the schema',
  ],
  [
    'BatchGetItem',
    { RequestItems: { orders: { Keys: [key, key] } } },
    'Provided list of item keys contains duplicates',
  ],
  [
    'TransactWriteItems',
    { TransactItems: [{}] },
    'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request',
  ],
  [
    'TransactWriteItems',
    { TransactItems: [{ Put: { TableName, Item: key }, Delete: { TableName, Key: key } }] },
    'TransactItems can only contain one of Check, Put, Update or Delete',
  ],
  [
    'TransactWriteItems',
    { TransactItems: [{ ConditionCheck: { TableName, Key: key } }] },
    "1 validation error detected: Value null at 'transactItems.1.member.conditionCheck.conditionExpression' failed to satisfy constraint: Member must not be null",
  ],
  [
    'TransactWriteItems',
    { TransactItems: [{ Delete: { TableName } }] },
    "1 validation error detected: Value null at 'transactItems.1.member.delete.key' failed to satisfy constraint: Member must not be null",
  ],
  [
    'TransactWriteItems',
    { TransactItems: [{ Put: { TableName, Item: key } }, { Delete: { TableName, Key: key } }] },
    'Transaction request cannot include multiple operations on one item',
  ],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { Update: { TableName, Key: { ...key, p: S('other') }, UpdateExpression: 'REMOVE p' } },
        { Put: { TableName, Item: key } },
        { Delete: { TableName, Key: key } },
      ],
    },
    'Transaction request cannot include multiple operations on one item',
  ],
  [
    'TransactGetItems',
    { TransactItems: [get(key), get(key)] },
    'Transaction request cannot include multiple operations on one item',
  ],
  [
    'TransactWriteItems',
    { TransactItems: [{ Delete: { TableName, Key: key } }], ClientRequestToken: 't'.repeat(37) },
    `1 validation error detected: Value '${'t'.repeat(37)}' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36`,
  ],
  [
    'TransactWriteItems',
    { TransactItems: [{ Delete: { TableName: 'nothing', Key: key } }] },
    'Requested resource not found',
  ],
];
