import { localPlace, systemIds } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Backend, openLocalBackend } from '#services/dynamodb/backend.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';

const ITEMS = 1050;

/** Whatever is done takes ten milliseconds by it. */
class SlowMachine extends ManualClock {
  #spent = 0;

  override now(): number {
    this.#spent += 10;
    return super.now() + this.#spent;
  }
}

const database = openDatabase({ file: IN_MEMORY });
let backend: Backend;

const H = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });
const R = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' });

beforeAll(async () => {
  const report = (error: unknown) => {
    throw error;
  };
  backend = openLocalBackend({ database, clock: new SlowMachine(), ids: systemIds, place: localPlace, report });
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
  let [turns, ended] = [0, false];
  const count = () => {
    if (ended) return;
    turns += 1;
    setImmediate(count);
  };
  setImmediate(count);
  const { Items, LastEvaluatedKey } = await backend.call(operation, { TableName: 'items', ...input });
  ended = true;
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
