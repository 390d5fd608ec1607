import type { JsonObject } from '@safelight/asl/json';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTable, put, type TestBackend, testBackend } from '#tests/unit/services/dynamodb/backend.ts';

let test: TestBackend;

beforeAll(async () => {
  test = testBackend();
  await createTable(test, 'one');
  await createTable(test, 'two');
});

afterAll(() => test.backend.close());

const KB = 1000;
const key = (id: number) => ({ id: { S: `${id}` } });
const keys = (count: number) => Array.from({ length: count }, (_, id) => key(id));

/** What is read of two tables, and what is left of each. */
async function read(counts: Readonly<Record<string, number>>) {
  const RequestItems = Object.fromEntries(Object.entries(counts).map(([table, n]) => [table, { Keys: keys(n) }]));
  const { Responses, UnprocessedKeys } = await test.call('BatchGetItem', { RequestItems });
  const [items, left] = [Responses as Record<string, readonly JsonObject[]>, UnprocessedKeys as JsonObject];
  return { items: Object.entries(items).map(([table, some]) => [table, some.length]), left };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
it('a BatchGetItem ends at 16 MB over all tables, and says what is left', async () => {
  for (const { id } of keys(41)) await put(test, 'one', { id, text: { S: 'x'.repeat(399 * KB) } });
  for (const { id } of keys(3)) await put(test, 'two', { id, text: { S: 'x'.repeat(300 * KB) } });
  expect(await read({ one: 41, two: 1 })).toEqual({
    items: [
      ['one', 41],
      ['two', 1],
    ],
    left: {},
  });
  const left = { two: { Keys: [key(1), key(2)] } };
  expect(await read({ one: 41, two: 3 })).toEqual({
    items: [
      ['one', 41],
      ['two', 1],
    ],
    left,
  });
  // Whoever reads what is left gets the rest.
  const { Responses, UnprocessedKeys } = await test.call('BatchGetItem', { RequestItems: left });
  expect(Responses).toMatchObject({ two: [key(1), key(2)] });
  expect(UnprocessedKeys).toEqual({});
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
it('a TransactGetItems whose items have more than 4 MB is refused', async () => {
  for (const { id } of keys(11)) await put(test, 'two', { id, text: { S: 'x'.repeat(399 * KB) } });
  const get = (count: number) =>
    test.call('TransactGetItems', { TransactItems: keys(count).map((Key) => ({ Get: { TableName: 'two', Key } })) });
  expect((await get(10)).Responses).toHaveLength(10);
  await expect(get(11)).rejects.toMatchObject({
    code: 'ValidationException',
    message: expect.stringMatching(/^Transaction payload size cannot exceed 4MB\. Payload Size: \d+$/),
  });
});

it.each<[string, JsonObject, RegExp]>([
  ['BatchGetItem', { one: { Keys: keys(60) }, two: { Keys: keys(41) } }, /Too many items requested/],
  [
    'BatchWriteItem',
    {
      one: keys(13).map((Item) => ({ PutRequest: { Item } })),
      two: keys(13).map((Key) => ({ DeleteRequest: { Key } })),
    },
    /Too many items requested|less than or equal to 25/,
  ],
])('%s counts over all tables', async (operation, RequestItems, message) => {
  await expect(test.call(operation, { RequestItems })).rejects.toMatchObject({
    code: 'ValidationException',
    message,
  });
});
