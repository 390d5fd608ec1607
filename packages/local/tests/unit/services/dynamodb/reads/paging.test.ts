import type { JsonObject } from '@safelight/asl/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestBackend, testBackend } from '#tests/unit/services/dynamodb/backend.ts';

/** A table whose keys are of all three types, with indexes of one and of several attributes. */
const TableName = 'items';
const types = { p: 'S', s: 'N', g: 'B', l: 'S', a: 'S', b: 'N', c: 'B', d: 'S' };
const H = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });
const R = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' });
const all = { Projection: { ProjectionType: 'ALL' } };

let test: TestBackend;

beforeAll(async () => {
  test = testBackend();
  await test.call('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: Object.entries(types).map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: [H('p'), R('s')],
    LocalSecondaryIndexes: [{ IndexName: 'local', KeySchema: [H('p'), R('l')], ...all }],
    GlobalSecondaryIndexes: [
      { IndexName: 'global', KeySchema: [H('g')], ...all },
      { IndexName: 'several', KeySchema: [H('a'), H('b'), R('c'), R('d')], ...all },
    ],
  });
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  for (let n = 0; n < 120; n += 1) await test.call('PutItem', { TableName, Item: item(n) });
});

afterAll(() => test.backend.close());

const bytes = (...values: readonly number[]) => Buffer.from(values).toString('base64');

/** Numbers of both signs and all sizes, texts beyond ASCII, bytes with zeros; some items lack an attribute of an index. */
const item = (n: number): JsonObject => ({
  p: { S: ['x', 'ü', '日本', '😀'][n % 4] ?? '' },
  s: { N: String((n % 2 ? -1 : 1) * n * 10 ** ((n % 7) - 3)) },
  l: { S: `${'é'.repeat(n % 3)}${n % 10}` },
  ...(n % 5 !== 0 && { g: { B: bytes(0, n % 3, 255) } }),
  a: { S: `a${n % 2}` },
  b: { N: String((n % 3) - 1) },
  ...(n % 11 !== 0 && { c: { B: bytes(n % 4, 0) } }),
  d: { S: `d${n % 6}` },
});

type Item = JsonObject;

/** How many items of a partition have a number in a range. */
const between = (p: string, least: number, most: number): number =>
  Array.from({ length: 120 }, (_, n) => item(n) as { p: { S: string }; s: { N: string } }).filter(
    (one) => one.p.S === p && Number(one.s.N) >= least && Number(one.s.N) <= most,
  ).length;

async function read(operation: string, input: JsonObject, Limit?: number): Promise<Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: JsonObject | undefined;
  for (let pages = 0; pages < 200; pages += 1) {
    const page = await test.call(operation, {
      ...{ TableName, ...input },
      ...(Limit && { Limit }),
      ...(ExclusiveStartKey && { ExclusiveStartKey }),
    });
    items.push(...(page.Items as readonly Item[]));
    expect(page.ScannedCount).toBeLessThanOrEqual(Limit ?? 1000);
    if (!page.LastEvaluatedKey) return items;
    ExclusiveStartKey = page.LastEvaluatedKey as JsonObject;
  }
  throw new Error('paging does not end');
}

const query = (condition: string, values: JsonObject, more: JsonObject = {}) => ({
  KeyConditionExpression: condition,
  ExpressionAttributeValues: values,
  ...more,
});
const several = { IndexName: 'several' };

const reads: readonly (readonly [string, string, JsonObject, number])[] = [
  ['a scan', 'Scan', {}, 120],
  ['a scan of an index', 'Scan', { IndexName: 'global' }, 96],
  ['a scan of an index of several attributes', 'Scan', several, 109],
  ['a partition', 'Query', query('p = :p', { ':p': { S: '日本' } }), 30],
  [
    'a range of numbers',
    'Query',
    query('p = :p AND s BETWEEN :a AND :b', { ':p': { S: 'x' }, ':a': { N: '-5' }, ':b': { N: '60' } }),
    between('x', -5, 60),
  ],
  ['a local index', 'Query', query('p = :p', { ':p': { S: 'ü' } }, { IndexName: 'local' }), 30],
  [
    'a beginning',
    'Query',
    query('p = :p AND begins_with(l, :l)', { ':p': { S: 'ü' }, ':l': { S: 'éé' } }, { IndexName: 'local' }),
    10,
  ],
  ['a global index', 'Query', query('g = :g', { ':g': { B: bytes(0, 1, 255) } }, { IndexName: 'global' }), 32],
  ['several attributes', 'Query', query('a = :a AND b = :b', { ':a': { S: 'a0' }, ':b': { N: '-1' } }, several), 18],
  [
    'a range of several',
    'Query',
    query(
      'a = :a AND b = :b AND c = :c AND d > :d',
      { ':a': { S: 'a0' }, ':b': { N: '-1' }, ':c': { B: bytes(2, 0) }, ':d': { S: 'a' } },
      several,
    ),
    9,
  ],
];

describe('what is read in pages is what is read at once', () => {
  it.each(reads)('%s', async (_, operation, input, count) => {
    const whole = await read(operation, input);
    expect(whole).toHaveLength(count);
    expect(new Set(whole.map((one) => JSON.stringify([one.p, one.s]))).size).toBe(count);
    for (const limit of [1, 3, 7, 1000]) expect(await read(operation, input, limit)).toEqual(whole);
    if (operation === 'Scan') return;
    const backward = { ...input, ScanIndexForward: false };
    expect(await read(operation, backward)).toEqual(whole.toReversed());
    for (const limit of [1, 4]) expect(await read(operation, backward, limit)).toEqual(whole.toReversed());
  });

  it.each([1, 2, 3, 7, 1000])('%i segments have each item once, in the order of one scan', async (TotalSegments) => {
    for (const index of [{}, { IndexName: 'global' }]) {
      const parts = [];
      for (let Segment = 0; Segment < TotalSegments; Segment += 1)
        parts.push(...(await read('Scan', { ...index, Segment, TotalSegments }, TotalSegments > 10 ? undefined : 5)));
      expect(parts).toEqual(await read('Scan', index));
    }
  });

  it('numbers order by value, texts by their bytes in UTF-8', async () => {
    const numbers = (await read('Query', query('p = :p', { ':p': { S: 'x' } }))).map(({ s }) =>
      Number((s as { N: string }).N),
    );
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    const texts = (await read('Query', query('p = :p', { ':p': { S: 'ü' } }, { IndexName: 'local' }))).map(({ l }) =>
      Buffer.from((l as { S: string }).S).toString('latin1'),
    );
    expect(texts).toEqual(texts.toSorted());
  });

  it('a page ends at a megabyte, and the next begins there', async () => {
    const big = testBackend();
    const schema = {
      AttributeDefinitions: [
        { AttributeName: 'p', AttributeType: 'S' },
        { AttributeName: 's', AttributeType: 'N' },
      ],
    };
    await big.call('CreateTable', {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      ...schema,
      KeySchema: [H('p'), R('s')],
    });
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    for (let n = 0; n < 5; n += 1)
      await big.call('PutItem', {
        TableName,
        Item: { p: { S: 'p' }, s: { N: String(n) }, text: { S: 'x'.repeat(350_000) } },
      });
    const first = await big.call('Query', { TableName, ...query('p = :p', { ':p': { S: 'p' } }) });
    expect(first).toMatchObject({ Count: 3, LastEvaluatedKey: { s: { N: '2' } } });
    expect(
      await big.call('Query', {
        TableName,
        ...query('p = :p', { ':p': { S: 'p' } }),
        ExclusiveStartKey: first.LastEvaluatedKey ?? {},
      }),
    ).toMatchObject({ Count: 2 });
    await big.backend.close();
  });
});
