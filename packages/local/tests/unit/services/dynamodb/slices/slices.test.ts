import type { JsonObject } from '@safelight/asl/json';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTable } from '#tests/unit/services/dynamodb/backend.ts';
import { slowBackend, turnsDuring } from '#tests/unit/services/dynamodb/slices/slow-machine.ts';

const { backend, database } = slowBackend();
const { call } = backend;

beforeAll(() => createTable({ call }, 'photos'));

afterAll(async () => {
  await backend.close();
  database.close();
});

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const key = (n: number) => ({ id: { S: `${n}` } });
const put = (n: number) => ({ ...key(n), status: { S: 'READY' } });
const puts = numbers(25).map((n) => ({ PutRequest: { Item: put(n) } }));

/** Steps of work that each take a slice: others go between all but the last and the answer. */
it.each<[string, JsonObject, number]>([
  ['BatchWriteItem', { RequestItems: { photos: puts } }, 50],
  ['BatchGetItem', { RequestItems: { photos: { Keys: numbers(25).map(key) } } }, 25],
  [
    'TransactWriteItems',
    { TransactItems: numbers(25).map((n) => ({ Put: { TableName: 'photos', Item: put(n) } })) },
    25,
  ],
])('%s lets others go between its items', async (operation, input, steps) => {
  const { turns } = await turnsDuring(() => call(operation, input));
  expect(turns).toBeGreaterThanOrEqual(steps - 1);
});

it('a batch goes on with the index that its table is given meanwhile', async () => {
  const writing = call('BatchWriteItem', { RequestItems: { photos: puts } });
  await call('UpdateTable', {
    TableName: 'photos',
    AttributeDefinitions: ['id', 'status'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName: 'by-status',
          KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      },
    ],
  });
  await writing;
  const describe = async () => (await call('DescribeTable', { TableName: 'photos' })).Table;
  const index = async () => (await describe()) as { readonly GlobalSecondaryIndexes: readonly JsonObject[] };
  while ((await index()).GlobalSecondaryIndexes[0]?.IndexStatus !== 'ACTIVE') await new Promise(setImmediate);
  const found = await call('Query', {
    ...{ TableName: 'photos', IndexName: 'by-status', Select: 'COUNT' },
    KeyConditionExpression: '#s = :s',
    ExpressionAttributeNames: { '#s': 'status' },
    ExpressionAttributeValues: { ':s': { S: 'READY' } },
  });
  expect(found).toMatchObject({ Count: 25 });
  expect(await describe()).toMatchObject({ GlobalSecondaryIndexes: [{ ItemCount: 25 }] });
});

it('a batch ends with the table that is deleted meanwhile, and leaves nothing behind', async () => {
  await createTable({ call }, 'short-lived');
  const writing = call('BatchWriteItem', { RequestItems: { 'short-lived': puts } });
  await call('DeleteTable', { TableName: 'short-lived' });
  await expect(writing).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  while ((await call('ListTables', {})).TableNames?.toString().includes('short-lived')) await new Promise(setImmediate);
  const rows = database.query({
    sql: `SELECT count(*) AS n FROM dynamodb_items WHERE table_id NOT IN (SELECT id FROM dynamodb_tables)`,
    takes: {},
    gives: { n: { name: 'a count', bind: () => null, read: Number } },
  });
  expect(rows.get({})).toEqual({ n: 0 });
});

/** Members are one byte each, and one for their place: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
it('a list may have as many members as an item holds', async () => {
  const half = { L: numbers(100_000).map(() => ({ BOOL: true })) };
  await call('PutItem', { TableName: 'photos', Item: { id: { S: 'long' }, half } });
  const updated = await call('UpdateItem', {
    TableName: 'photos',
    Key: { id: { S: 'long' } },
    UpdateExpression: 'SET half = list_append(half, :more)',
    ExpressionAttributeValues: { ':more': half },
    ReturnConsumedCapacity: 'TOTAL',
  });
  expect(updated).toMatchObject({ ConsumedCapacity: { CapacityUnits: 391 } });
});
