import type { JsonObject } from '@safelight/asl/json';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { slowBackend, turnsDuring } from '#tests/unit/services/dynamodb/slices/slow-machine.ts';

const ITEMS = 1050;

const { backend, database } = slowBackend();

const H = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });
const R = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' });

beforeAll(async () => {
  await backend.call('CreateTable', {
    TableName: 'items',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['p', 's', 'g'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [H('p'), R('s')],
    GlobalSecondaryIndexes: [{ IndexName: 'by-g', KeySchema: [H('g')], Projection: { ProjectionType: 'ALL' } }],
  });
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  for (let n = 0; n < ITEMS; n++) {
    const Item = { p: { S: 'p' }, s: { S: String(n).padStart(4, '0') }, g: { S: 'g' } };
    await backend.call('PutItem', { TableName: 'items', Item });
  }
});

afterAll(async () => {
  await backend.close();
  database.close();
});

/** What is read, and how many turns others had meanwhile. */
async function read(operation: string, input: JsonObject) {
  const { result, turns } = await turnsDuring(() => backend.call(operation, { TableName: 'items', ...input }));
  const { Items, LastEvaluatedKey } = result;
  const items = (Items as readonly { readonly s: { readonly S: string } }[]).map(({ s }) => s.S);
  return { items, turns, LastEvaluatedKey };
}

const query = (condition: string, values: JsonObject) => ({
  KeyConditionExpression: condition,
  ExpressionAttributeValues: values,
});

it.each<[string, JsonObject]>([
  ['Scan', {}],
  ['Scan', { IndexName: 'by-g' }],
  ['Query', query('p = :p', { ':p': { S: 'p' } })],
  ['Query', { ...query('p = :p', { ':p': { S: 'p' } }), ScanIndexForward: false }],
  ['Query', { ...query('g = :g', { ':g': { S: 'g' } }), IndexName: 'by-g' }],
  ['Query', { ...query('g = :g', { ':g': { S: 'g' } }), IndexName: 'by-g', ScanIndexForward: false }],
])('a page of many items, by %s %j, lets others go between and has each once', async (operation, input) => {
  const { items, turns, LastEvaluatedKey } = await read(operation, input);
  expect(turns).toBeGreaterThanOrEqual(4);
  expect(LastEvaluatedKey).toBeUndefined();
  const all = Array.from({ length: ITEMS }, (_, n) => String(n).padStart(4, '0'));
  expect(items).toEqual('ScanIndexForward' in input ? all.toReversed() : all);
});

it('a page of few is read at once', async () => {
  expect(await read('Scan', { Limit: 100 })).toMatchObject({ turns: 0, LastEvaluatedKey: { s: { S: '0099' } } });
});
