import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Json, JsonObject } from '#asl/json.ts';
import { requireReadable } from '#asl/map/item-reader/parquet/footer.ts';
import { readItems } from '#asl/map/item-reader/read-items.ts';
import { inputOf } from '#asl/map/items.ts';
import type { GetObjectCall } from '#asl/ports.ts';
import { collect, fakeObjects } from './fake-objects.ts';

/** Files that pyarrow wrote (`parquet/write.py`), and the rows that it reads in them. */
const file = (name: string) => readFileSync(join(import.meta.dirname, 'parquet', name));
const written: Json = JSON.parse(file('rows.json').toString());

const source = (config: JsonObject = {}, parameters: JsonObject = {}) => ({
  resource: 'arn:aws:states:::s3:getObject',
  parameters: { Bucket: 'b', Key: 'k', ...parameters },
  config: { InputType: 'PARQUET', ...config },
  ...{ stateName: 'Map', executionArn: 'execution', stateMachineArn: 'machine', roleArn: 'role' },
});

const read = async (body: Uint8Array | string, ...asked: Parameters<typeof source>): Promise<Json[]> =>
  (await collect(readItems(source(...asked), fakeObjects({ 'b/k': body })))).map(inputOf);

it.each(['none', 'snappy', 'gzip', 'zstd'])('nested columns and nulls, compressed by %s', async (codec) => {
  expect(await read(file(`${codec}.parquet`))).toEqual(written);
});

it('a file without rows has no items', async () => {
  expect(await read(file('none-at-all.parquet'))).toEqual([]);
});

it('MaxItems ends within a row group', async () => {
  expect(await read(file('none.parquet'), { MaxItems: 2 })).toHaveLength(2);
});

it('files that a manifest of Athena lists, of which one knows where each item was', async () => {
  const objects = fakeObjects({
    'b/k': 's3://results/a\ns3://results/b\n',
    'results/a': file('gzip.parquet'),
    'results/b': file('zstd.parquet'),
  });
  const items = await collect(readItems(source({ ManifestType: 'ATHENA_DATA' }), objects));
  expect(items.map((item) => item.source)).toEqual([
    ...Array(4).fill('S3://results/a'),
    ...Array(4).fill('S3://results/b'),
  ]);
});

const whole = file('none.parquet');
const flipped = (at: number): Uint8Array => whole.map((byte, index) => (index === at ? byte ^ 0xff : byte));
const encrypted = Buffer.concat([whole.subarray(0, -4), Buffer.from('PARE')]);
/** The file with another length of its footer. */
const withFooterOf = (bytes: number): Uint8Array => {
  const copy = Buffer.from(whole);
  copy.writeUInt32LE(bytes, copy.length - 8);
  return copy;
};

it.each<[string, Uint8Array | string, string, JsonObject?]>([
  ['nothing', '', 'The object is not a Parquet file'],
  ['a text', 'key\na.jpg\nb.jpg\n', 'The object is not a Parquet file, or was cut short: it does not end with PAR1'],
  ['one that was cut', whole.subarray(0, whole.length - 9), 'or was cut short'],
  ['one whose footer is encrypted', encrypted, 'The Parquet file is encrypted, which is not supported'],
  ['a footer longer than the file', withFooterOf(1_000_000), 'The Parquet file is damaged: '],
  ['a footer of nothing', 'PAR1\0\0\0\0PAR1', 'The Parquet file is damaged: '],
  ['pages that are none', whole.map((byte, index) => (index > 8 && index < 60 ? byte ^ 0xff : byte)), 'damaged: '],
  ['a footer of more than 5 MB', Buffer.concat([Buffer.alloc(6_000_000), withFooterOf(5_242_881)]), 'larger than 5 MB'],
  ['a footer that is none', flipped(whole.length - 20), 'The Parquet file is damaged: '],
  [
    'brotli',
    file('brotli.parquet'),
    'Column key is compressed by BROTLI, which is not supported: use GZIP, SNAPPY or ZSTD',
  ],
  ['a version', whole, 'VersionId is not supported for Parquet', { VersionId: 'v' }],
])('%s fails with States.ItemReaderFailed', async (_, body, cause, parameters = {}) => {
  await expect(read(body, {}, parameters)).rejects.toMatchObject({
    error: 'States.ItemReaderFailed',
    cause: expect.stringContaining(cause),
  });
});

it('a row group of more than 256 MB is not read', () => {
  const group = (bytes: number) => ({ total_byte_size: BigInt(bytes), columns: [] });
  expect(() => requireReadable(group(268_435_456))).not.toThrow();
  expect(() => requireReadable(group(268_435_457))).toThrow('larger than 256 MB');
});

it('a column that is encrypted is not read', () => {
  const column = { file_offset: 0n, crypto_metadata: {} };
  expect(() => requireReadable({ total_byte_size: 1n, columns: [column] })).toThrow(
    'encrypted, which is not supported',
  );
});

it('what S3 fails with is not said to be the file', async () => {
  const objects = fakeObjects({ 'b/k': whole });
  const get = () => Promise.reject(new Error('Please reduce your request rate.'));
  await expect(collect(readItems(source(), { ...objects, get }))).rejects.toMatchObject({
    error: 'States.ItemReaderFailed',
    cause: 'Please reduce your request rate.',
  });
});

it('100,001 rows come group by group, all of the same content', async () => {
  const calls: GetObjectCall[] = [];
  const objects = fakeObjects({ 'b/k': file('100001.parquet') });
  const get = (call: GetObjectCall) => {
    calls.push(call);
    return objects.get(call);
  };
  let count = 0;
  let last: Json = null;
  const callsAt: number[] = [];
  for await (const { value } of readItems(source(), { ...objects, get })) {
    if (count % 40_000 === 0) callsAt.push(calls.length);
    count += 1;
    last = value;
  }
  expect([count, last]).toEqual([100_001, { n: 100_000, place: 'c' }]);
  // The footer's length, the footer and the first group, then a read for each group when its turn comes.
  expect(callsAt).toEqual([3, 4, 5]);
  expect(new Set(calls.map(({ etag }) => etag))).toEqual(new Set(['"k"']));
});
