import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '#asl/json.ts';
import { readItems } from '#asl/map/item-reader/read-items.ts';
import { inputOf } from '#asl/map/items.ts';
import { collect, fakeObjects } from './fake-objects.ts';

const source = (config: JsonObject, parameters: JsonObject = { Bucket: 'b', Key: 'k' }, action = 'getObject') => ({
  resource: `arn:aws:states:::s3:${action}`,
  parameters,
  config,
  ...{ stateName: 'Map', executionArn: 'execution', stateMachineArn: 'machine', roleArn: 'role' },
});

/** What children get of the items, one by one. */
const inputs = async (...args: Parameters<typeof readItems>): Promise<Json[]> =>
  (await collect(readItems(...args))).map(inputOf);

const read = (config: JsonObject, body: string): Promise<Json[]> =>
  inputs(source(config), fakeObjects({ 'b/k': body }));

const FIRST_ROW = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };

describe('CSV', () => {
  it.each<[string, JsonObject, string, Json[]]>([
    [
      'headers in the first row',
      FIRST_ROW,
      'a,b\n1,2\n3,4\n',
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    [
      'headers that are given',
      { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['x'] },
      '1\n2',
      [{ x: '1' }, { x: '2' }],
    ],
    [
      'too few and too many values',
      FIRST_ROW,
      'a,b\n1\n1,2,3\n',
      [
        { a: '1', b: '' },
        { a: '1', b: '2' },
      ],
    ],
    ['quotes, seams and line ends', FIRST_ROW, 'a,b\r\n"x, ""y""",日本\r\n', [{ a: 'x, "y"', b: '日本' }]],
    ['a byte order mark', FIRST_ROW, '\uFEFFa\n1\n', [{ a: '1' }]],
    ['another delimiter', { ...FIRST_ROW, CSVDelimiter: 'PIPE' }, 'a|b\n1|2', [{ a: '1', b: '2' }]],
    ['white space is a value, nothing is not', FIRST_ROW, 'a,b\n   \n\n', [{ a: '   ', b: '' }]],
    [
      'a backslash before what means something',
      FIRST_ROW,
      'a,b\nC:\\\\Apps\\\\x,1\\,5',
      [{ a: 'C:\\Apps\\x', b: '1,5' }],
    ],
    ['a backslash before anything else vanishes', FIRST_ROW, 'a\n\\x\\"', [{ a: 'x"' }]],
    [
      "AWS's example",
      { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['letters', 'numbers', 'string', 'object', 'array'] },
      'abc,123,"This string contains commas, a double quotation marks (""), and a newline (\n)",{""MyKey"":""MyValue""},"[1,2,3]"',
      [
        {
          letters: 'abc',
          numbers: '123',
          string: 'This string contains commas, a double quotation marks ("), and a newline (\n)',
          object: '{"MyKey":"MyValue"}',
          array: '[1,2,3]',
        },
      ],
    ],
    ['doubled quotes without quotes around them', FIRST_ROW, 'a,b\nx""""y,z""', [{ a: 'x""y', b: 'z"' }]],
    ['a quote in the middle, and text after one', FIRST_ROW, 'a,b\n5"x,"y"z', [{ a: '5"x', b: 'yz' }]],
    ['a line end in quotes', FIRST_ROW, 'a,b\n"1\n\n2","', [{ a: '1\n\n2', b: '' }]],
    ['an empty text in quotes', FIRST_ROW, 'a\r\n""\r\n\r\nx', [{ a: '' }, { a: 'x' }]],
    ['no rows', FIRST_ROW, 'a,b\n', []],
  ])('%s', async (_what, config, body, items) => {
    expect(await read(config, body)).toEqual(items);
  });
});

it.each<[string, JsonObject, string]>([
  ['in the first row', FIRST_ROW, 'a,b,a\n1,2,3\n'],
  ['that are given', { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['x', 'x'] }, '1,2'],
])('CSV headers %s are not the same twice', async (_, config, body) => {
  await expect(read(config, body)).rejects.toMatchObject({
    error: 'States.ItemReaderFailed',
    cause: 'CSV headers cannot contain duplicates.',
  });
});

describe('JSON', () => {
  it.each<[string, JsonObject, string, Json[]]>([
    ['an array', {}, ' [ 1, {"a": [1, 2]}, "x]\\",y", null ] \n', [1, { a: [1, 2] }, 'x]",y', null]],
    ['an empty array', {}, '[ ]', []],
    [
      'an object',
      {},
      '{"a": 1, "b": [2]}',
      [
        { Key: 'a', Value: 1 },
        { Key: 'b', Value: [2] },
      ],
    ],
    ['what a pointer points at', { ItemsPointer: '/a~1b/0/items' }, '{"a/b": [{"items": [1, 2]}]}', [1, 2]],
    ['an object at a pointer', { ItemsPointer: '/o' }, '{"o": {"k": 1}}', [{ Key: 'k', Value: 1 }]],
  ])('%s', async (_what, config, body, items) => {
    expect(await read({ InputType: 'JSON', ...config }, body)).toEqual(items);
  });
});

it('JSON lines: one value a line', async () => {
  expect(await read({ InputType: 'JSONL' }, '{"a":1}\n\n{"a":2}')).toEqual([{ a: 1 }, { a: 2 }]);
});

describe('where an item comes from', () => {
  const objects = fakeObjects({
    'b/k.json': '{"a":1}',
    'b/list/1': '[1]',
    'b/manifest': 's3://results/1.csv',
    'results/1.csv': 'n\n1\n',
  });
  it.each<[string, JsonObject, JsonObject, string, Json]>([
    [
      'an object',
      { InputType: 'JSON' },
      { Key: 'k.json' },
      'getObject',
      { key: 'a', value: 1, source: 'S3://b/k.json' },
    ],
    ['a bucket that is listed', {}, { Prefix: 'list/' }, 'listObjectsV2', { source: 'S3://b' }],
    [
      'an object of a list',
      { InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' },
      { Prefix: 'list/' },
      'listObjectsV2',
      { value: 1, source: 'S3://b/list/1' },
    ],
    [
      'an object of a manifest',
      { ...FIRST_ROW, ManifestType: 'ATHENA_DATA' },
      { Key: 'manifest' },
      'getObject',
      { value: { n: '1' }, source: 'S3://results/1.csv' },
    ],
  ])('is %s', async (_, config, parameters, action, item) => {
    const read = readItems(source(config, { Bucket: 'b', ...parameters }, action), objects);
    expect(await collect(read)).toMatchObject([item]);
  });
});

describe('MaxItems', () => {
  it.each([
    [2, 2],
    [0, 3],
    [99, 3],
  ])('%d of 3 items gives %d', async (MaxItems, count) => {
    expect(await read({ InputType: 'JSON', MaxItems }, '[1,2,3]')).toHaveLength(count);
  });
});

describe('listObjectsV2', () => {
  const objects = fakeObjects({ 'b/p/1': '[1,2]', 'b/p/2': '[3]', 'b/q': '[4]' });
  const list = (config: JsonObject) => inputs(source(config, { Bucket: 'b', Prefix: 'p/' }, 'listObjectsV2'), objects);

  it('describes each object below the prefix', async () => {
    expect(await list({})).toEqual([
      { Etag: '"p/1"', Key: 'p/1', LastModified: 1700000000, Size: 5, StorageClass: 'STANDARD' },
      { Etag: '"p/2"', Key: 'p/2', LastModified: 1700000000, Size: 3, StorageClass: 'STANDARD' },
    ]);
  });

  it('reads the items in each of them', async () => {
    expect(await list({ Transformation: 'LOAD_AND_FLATTEN', InputType: 'JSON' })).toEqual([1, 2, 3]);
  });
});

describe('States.ItemReaderFailed', () => {
  it.each<[string, JsonObject, string]>([
    ['field MaxItems must be positive', { ...FIRST_ROW, MaxItems: -1 }, 'a\n1'],
    ['CSVHeaderLocation must be FIRST_ROW or GIVEN', { InputType: 'CSV' }, 'a\n1'],
    ['CSVHeaders must be an array of strings', { InputType: 'CSV', CSVHeaderLocation: 'GIVEN' }, 'a\n1'],
    ['CSVDelimiter must be one of COMMA', { ...FIRST_ROW, CSVDelimiter: ',' }, 'a\n1'],
    ['The CSV headers are larger than 10 KiB', FIRST_ROW, 'a'.repeat(11_000)],
    ['InputType ORC is not supported: use CSV, JSON, JSONL, PARQUET', { InputType: 'ORC' }, ''],
    ['Attempting to map over non-iterable node', { InputType: 'JSON' }, '5'],
    ['Attempting to map over non-iterable node at /a', { InputType: 'JSON', ItemsPointer: '/a' }, '{}'],
    ['ItemsPointer a is not a JSON Pointer', { InputType: 'JSON', ItemsPointer: 'a' }, '{}'],
    ['The object is not valid JSON', { InputType: 'JSON' }, '[1, 2'],
    ['The object is not valid JSON', { InputType: 'JSON' }, '[1] [2]'],
    ['The object is not valid JSON', { InputType: 'JSON' }, '[1,]'],
    ['The object is not valid JSON', { InputType: 'JSON' }, '[1 2]'],
    ['The object is not valid JSON', { InputType: 'JSON' }, ''],
    ['Line 2 is not valid JSON', { InputType: 'JSONL' }, '1\n{'],
  ])('%s %#', async (cause, config, body) => {
    await expect(read(config, body)).rejects.toMatchObject({
      error: 'States.ItemReaderFailed',
      cause: expect.stringContaining(cause),
    });
  });

  it.each<[string, Uint8Array]>([
    ['list.csv.gz', Buffer.from('n\n1\n')],
    ['list.csv.gz', gzipSync('n\n1\n').subarray(0, 15)],
    ['list.csv.zstd', Buffer.from('n\n1\n2\n3\n')],
    ['list.csv.zstd', zstdCompressSync('n\n1\n').subarray(0, 9)],
  ])('of %s, which cannot be decompressed', async (Key, body) => {
    const broken = fakeObjects({ [`b/${Key}`]: body });
    await expect(collect(readItems(source(FIRST_ROW, { Bucket: 'b', Key }), broken))).rejects.toMatchObject({
      error: 'States.ItemReaderFailed',
      cause: expect.stringContaining(`${Key} cannot be decompressed: `),
    });
  });

  it('a key that does not exist', async () => {
    await expect(collect(readItems(source(FIRST_ROW), fakeObjects({})))).rejects.toMatchObject({
      error: 'States.ItemReaderFailed',
      cause: 'The specified key does not exist.',
    });
  });
});

it.each([
  ['JSON', 'JSON', '[{"n":1}', ',{"n":1}', ']'],
  ['CSV', 'CSV', 'n\n1\n', '1\n', ''],
  ['JSONL', 'JSONL', '{"n":1}\n', '{"n":1}\n', ''],
])('100,000 items of %s are read without holding them', async (_what, InputType, head, item, tail) => {
  let ahead = 0;
  const body = async function* () {
    yield new TextEncoder().encode(head);
    for (let sent = 1; sent < 100_000; sent += 1000) {
      ahead += 1000;
      yield new TextEncoder().encode(item.repeat(sent === 1 ? 999 : 1000));
    }
    yield new TextEncoder().encode(tail);
  };
  const objects = { ...fakeObjects({}), get: async () => body() };
  let count = 0;
  let furthest = 0;
  for await (const _ of readItems(source({ InputType, CSVHeaderLocation: 'FIRST_ROW' }), objects)) {
    count += 1;
    furthest = Math.max(furthest, ahead - count);
  }
  expect(count).toBe(100_000);
  expect(furthest).toBeLessThan(60_000);
});
