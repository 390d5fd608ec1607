import { get, key, type Row, S, TableName, update, values } from '#tests/unit/services/dynamodb/refusals/inputs.ts';

const EMPTY_KEY =
  'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: p';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html; the sentences are AWS's. */
export const keyRows: readonly Row[] = [
  ['GetItem', { Key: { p: S('a') } }, 'The provided key element does not match the schema'],
  ['GetItem', { Key: { ...key, t: S('2') } }, 'The provided key element does not match the schema'],
  ['GetItem', { Key: { p: S('a'), s: { N: '1' } } }, 'The provided key element does not match the schema'],
  ...['GetItem', 'DeleteItem', 'UpdateItem'].map(
    (operation): Row => [operation, { Key: { p: S(''), s: S('1') } }, EMPTY_KEY],
  ),
  ['PutItem', { Item: { p: S(''), s: S('1') } }, EMPTY_KEY],
  ['BatchGetItem', { RequestItems: { orders: { Keys: [{ p: S(''), s: S('1') }] } } }, EMPTY_KEY],
  ['BatchWriteItem', { RequestItems: { orders: [{ DeleteRequest: { Key: { p: S(''), s: S('1') } } }] } }, EMPTY_KEY],
  ['TransactWriteItems', { TransactItems: [{ Put: { TableName, Item: { p: S(''), s: S('1') } } }] }, EMPTY_KEY],
  ['TransactGetItems', { TransactItems: [get({ p: S(''), s: S('1') })] }, EMPTY_KEY],
  ['Query', { KeyConditionExpression: 'p = :p', ...values({ ':p': S('') }) }, EMPTY_KEY],
  ['PutItem', { Item: { p: S('a') } }, 'One or more parameter values were invalid: Missing the key s in the item'],
  [
    'PutItem',
    { Item: { p: S('a'), s: { N: '1' } } },
    'One or more parameter values were invalid: Type mismatch for key s expected: S actual: N',
  ],
  [
    'PutItem',
    { Item: { ...key, p: S('ü'.repeat(1025)) } },
    'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
  ],
  [
    'PutItem',
    { Item: { ...key, s: S('s'.repeat(1025)) } },
    'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
  ],
  [
    'PutItem',
    { Item: { ...key, g: { N: '1' } } },
    'One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: keys',
  ],
  [
    'PutItem',
    { Item: { ...key, g: S('') } },
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: keys, IndexKey: g',
  ],
  [
    'UpdateItem',
    update('SET g = :v', S('')),
    'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.',
  ],
  [
    'UpdateItem',
    update('SET p = :v', S('b')),
    'One or more parameter values were invalid: Cannot update attribute p. This attribute is part of the key',
  ],
  ['PutItem', { Item: { ...key, x: S('x'.repeat(409_600)) } }, 'Item size has exceeded the maximum allowed size'],
  [
    'UpdateItem',
    update('SET x = :v', S('x'.repeat(409_600))),
    'Item size to update has exceeded the maximum allowed size',
  ],
  ['PutItem', { Item: key, ReturnValues: 'ALL_NEW' }, 'ReturnValues can only be ALL_OLD or NONE'],
  ['DeleteItem', { Key: key, ReturnValues: 'UPDATED_OLD' }, 'ReturnValues can only be ALL_OLD or NONE'],
];
