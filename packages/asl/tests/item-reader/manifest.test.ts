import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '#asl/json.ts';
import { readItems } from '#asl/map/item-reader/read-items.ts';
import { inputOf } from '#asl/map/items.ts';
import { collect, fakeObjects } from './fake-objects.ts';

const source = (config: JsonObject, Key = 'k') => ({
  resource: 'arn:aws:states:::s3:getObject',
  parameters: { Bucket: 'b', Key },
  config,
  ...{ stateName: 'Map', executionArn: 'execution', stateMachineArn: 'machine', roleArn: 'role' },
});

/** What children get of the items, one by one. */
const inputs = async (...args: Parameters<typeof readItems>): Promise<Json[]> =>
  (await collect(readItems(...args))).map(inputOf);

const FIRST_ROW = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };

describe('MANIFEST', () => {
  const inventory = {
    destinationBucket: 'arn:aws:s3:::inventory',
    fileFormat: 'CSV',
    fileSchema: 'Bucket, Key, Size',
    files: [{ key: 'data/1.csv.gz' }, { key: 'data/2.csv.zstd' }],
  };
  const objects = fakeObjects({
    'b/k': JSON.stringify(inventory),
    'inventory/data/1.csv.gz': gzipSync('"src","a.jpg","5"\n'),
    'inventory/data/2.csv.zstd': zstdCompressSync('"src","b.jpg","6"\n'),
    'b/athena.csv': '"s3://results/1.csv"\ns3://results/2.csv\n',
    'results/1.csv': 'n\n1\n',
    'results/2.csv': 'n\n2\n',
  });

  it('of S3 Inventory', async () => {
    expect(await inputs(source({ InputType: 'MANIFEST' }), objects)).toEqual([
      { Bucket: 'src', Key: 'a.jpg', Size: '5' },
      { Bucket: 'src', Key: 'b.jpg', Size: '6' },
    ]);
  });

  it('of Athena', async () => {
    const athena = source({ ...FIRST_ROW, ManifestType: 'ATHENA_DATA' }, 'athena.csv');
    expect(await inputs(athena, objects)).toEqual([{ n: '1' }, { n: '2' }]);
  });
});

describe('States.ItemReaderFailed', () => {
  it.each<[string, JsonObject, string]>([
    ['The manifest is not valid JSON', { InputType: 'MANIFEST' }, '<'],
    ['The manifest is not one of S3 Inventory', { InputType: 'MANIFEST' }, '{"a": 1}'],
    [
      'The manifest is not one of S3 Inventory',
      { InputType: 'MANIFEST' },
      '{"fileFormat": "CSV", "fileSchema": "Key", "destinationBucket": "b", "files": [{"name": "1.csv"}]}',
    ],
    ["The inventory's fileFormat ORC is not supported", { InputType: 'MANIFEST' }, '{"fileFormat": "ORC"}'],
    ['ManifestType must be S3_INVENTORY or ATHENA_DATA', { ManifestType: 'X' }, ''],
  ])('%s %#', async (cause, config, body) => {
    await expect(inputs(source(config), fakeObjects({ 'b/k': body }))).rejects.toMatchObject({
      error: 'States.ItemReaderFailed',
      cause: expect.stringContaining(cause),
    });
  });

  it.each<[string, JsonObject, string]>([
    [
      'S3_INVENTORY',
      {},
      '{"fileFormat": "CSV", "fileSchema": "Key", "destinationBucket": "b", "files": [{"key": "2026/1.csv"}]}',
    ],
    ['ATHENA_DATA', FIRST_ROW, 's3://b/2026/1.csv\n'],
  ])('a file that a manifest of %s lists is named', async (ManifestType, config, manifest) => {
    await expect(inputs(source({ ...config, ManifestType }), fakeObjects({ 'b/k': manifest }))).rejects.toMatchObject({
      error: 'States.ItemReaderFailed',
      cause: 's3://b/2026/1.csv, which the manifest lists, cannot be read: The specified key does not exist.',
    });
  });
});
