import type { JsonObject } from '@safelight/asl/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestBackend, testBackend } from '#tests/unit/services/dynamodb/backend.ts';

const TableName = 'items';
const H = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });
const R = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' });
const S = (value: string) => ({ S: value });

let test: TestBackend;

beforeAll(async () => {
  test = testBackend();
  await test.call('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['p', 's', 'g', 'l'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [H('p'), R('s')],
    LocalSecondaryIndexes: [
      { IndexName: 'local', KeySchema: [H('p'), R('l')], Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
    GlobalSecondaryIndexes: [
      { IndexName: 'all', KeySchema: [H('g')], Projection: { ProjectionType: 'ALL' } },
      { IndexName: 'keys', KeySchema: [H('g')], Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  });
  await new Promise(setImmediate);
  await new Promise(setImmediate);
});

afterAll(() => test.backend.close());

const key = { p: S('p'), s: S('s') };
const full = { ...key, g: S('g'), l: S('l'), text: S('x'.repeat(1500)) };
const units = (CapacityUnits: number) => ({ CapacityUnits });
const update = (UpdateExpression: string, value: JsonObject) => ({
  ...{ Key: key, UpdateExpression, ExpressionAttributeValues: { ':v': value } },
});

/** One after the other. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html */
const rows: readonly (readonly [string, string, JsonObject, JsonObject])[] = [
  [
    'a new item, and an entry in each index',
    'PutItem',
    { Item: full },
    {
      ...units(6),
      Table: units(2),
      LocalSecondaryIndexes: { local: units(1) },
      GlobalSecondaryIndexes: { all: units(2), keys: units(1) },
    },
  ],
  ['the same item again', 'PutItem', { Item: full }, { ...units(2), Table: units(2) }],
  [
    'what one index has',
    'UpdateItem',
    update('SET n = :v', { N: '1' }),
    { ...units(4), Table: units(2), GlobalSecondaryIndexes: { all: units(2) } },
  ],
  [
    'an entry that moves',
    'UpdateItem',
    update('SET g = :v', S('h')),
    { ...units(8), Table: units(2), GlobalSecondaryIndexes: { all: units(4), keys: units(2) } },
  ],
  ['a read', 'GetItem', { Key: key }, { ...units(0.5), Table: units(0.5) }],
  ['a consistent read', 'GetItem', { Key: key, ConsistentRead: true }, { ...units(1), Table: units(1) }],
  ['a read of nothing', 'GetItem', { Key: { ...key, s: S('none') } }, { ...units(0.5), Table: units(0.5) }],
  [
    'a query of a global index',
    'Query',
    { IndexName: 'keys', KeyConditionExpression: 'g = :g', ExpressionAttributeValues: { ':g': S('h') } },
    { ...units(0.5), Table: units(0), GlobalSecondaryIndexes: { keys: units(0.5) } },
  ],
  [
    'what a local index lacks, from the table',
    'Query',
    {
      IndexName: 'local',
      KeyConditionExpression: 'p = :p',
      ExpressionAttributeValues: { ':p': S('p') },
      Select: 'ALL_ATTRIBUTES',
    },
    { ...units(1), Table: units(0.5), LocalSecondaryIndexes: { local: units(0.5) } },
  ],
  [
    'a deleted item',
    'DeleteItem',
    { Key: key },
    {
      ...units(6),
      Table: units(2),
      LocalSecondaryIndexes: { local: units(1) },
      GlobalSecondaryIndexes: { all: units(2), keys: units(1) },
    },
  ],
  ['nothing deleted', 'DeleteItem', { Key: key }, { ...units(1), Table: units(1) }],
];

describe('capacity', () => {
  it.each(rows)('of %s', async (_, operation, input, expected) => {
    const answer = await test.call(operation, { TableName, ReturnConsumedCapacity: 'INDEXES', ...input });
    expect(answer.ConsumedCapacity).toEqual({ TableName, ...expected });
  });

  it('of transactions is twice as much, and says of which kind', async () => {
    const TransactItems = [{ Put: { TableName, Item: { ...key, text: S('x'.repeat(1500)) } } }];
    expect(await test.call('TransactWriteItems', { TransactItems, ReturnConsumedCapacity: 'TOTAL' })).toEqual({
      ConsumedCapacity: [{ TableName, CapacityUnits: 4, WriteCapacityUnits: 4 }],
    });
    const reads = { TransactItems: [{ Get: { TableName, Key: key } }], ReturnConsumedCapacity: 'TOTAL' };
    expect((await test.call('TransactGetItems', reads)).ConsumedCapacity).toEqual([
      { TableName, CapacityUnits: 2, ReadCapacityUnits: 2 },
    ]);
  });

  it('an item collection is told of where there is a local index', async () => {
    const put = { TableName, Item: key, ReturnItemCollectionMetrics: 'SIZE' };
    expect((await test.call('PutItem', put)).ItemCollectionMetrics).toEqual({
      ItemCollectionKey: { p: S('p') },
      SizeEstimateRangeGB: [0, 1],
    });
  });
});
