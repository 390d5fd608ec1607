import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';
import { StatesError } from '../../error.ts';
import type { ObjectPort } from '../../ports.ts';
import { readerFailed, whyOf } from './failure.ts';
import type { ItemSource, ReadItem } from './item-reader.ts';
import { lineChunks } from './jsonl.ts';
import { readObject } from './read-object.ts';
import { SourceObject } from './source-object.ts';

/**
 * The items of all objects that a manifest lists.
 * `S3_INVENTORY` (the default): a `manifest.json` of S3 Inventory, whose items are the rows of its CSV files.
 * `ATHENA_DATA`: a manifest of UNLOAD, one `s3://` address a line; `InputType` says how to read each.
 */
export async function* manifestItems(source: ItemSource, objects: ObjectPort): AsyncIterable<ReadItem> {
  switch (source.config.ManifestType) {
    case undefined:
    case 'S3_INVENTORY':
      return yield* inventoryItems(source, objects);
    case 'ATHENA_DATA':
      return yield* athenaItems(source, objects);
    default:
      throw readerFailed('ManifestType must be S3_INVENTORY or ATHENA_DATA');
  }
}

async function* inventoryItems(source: ItemSource, objects: ObjectPort): AsyncIterable<ReadItem> {
  const { bucket, headers, keys } = inventory(await whole(new SourceObject(source, objects).text()));
  const config: JsonObject = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: headers };
  for (const key of keys) yield* listed(bucket, key, readObject(located(source, bucket, key), objects, config));
}

/** Items of one of the objects that a manifest lists, which is named where it cannot be read. */
async function* listed(bucket: string, key: string, items: AsyncIterable<ReadItem>): AsyncIterable<ReadItem> {
  try {
    yield* items;
  } catch (error) {
    const why = (error instanceof StatesError && error.cause) || whyOf(error);
    throw readerFailed(`s3://${bucket}/${key}, which the manifest lists, cannot be read: ${why}`);
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html */
function inventory(text: string) {
  const { destinationBucket, fileFormat, fileSchema, files } = manifestObject(text);
  if (typeof fileFormat === 'string' && fileFormat !== 'CSV')
    throw readerFailed(`The inventory's fileFormat ${fileFormat} is not supported: use CSV`);
  if (typeof destinationBucket !== 'string' || typeof fileSchema !== 'string' || !Array.isArray(files))
    throw notInventory();
  return {
    bucket: destinationBucket.replace(/^arn:aws[\w-]*:s3:::/, ''),
    headers: fileSchema.split(',').map((name) => name.trim()),
    keys: files.map((file: Json) => {
      if (isJsonObject(file) && typeof file.key === 'string') return file.key;
      throw notInventory();
    }),
  };
}

const notInventory = () =>
  readerFailed(
    'The manifest is not one of S3 Inventory, which has fileFormat, fileSchema, destinationBucket and files that each have a key',
  );

function manifestObject(text: string): JsonObject {
  try {
    const manifest: unknown = JSON.parse(text);
    if (isJsonObject(manifest)) return manifest;
  } catch {
    // Said below.
  }
  throw readerFailed('The manifest is not valid JSON');
}

async function* athenaItems(source: ItemSource, objects: ObjectPort): AsyncIterable<ReadItem> {
  for await (const lines of lineChunks(new SourceObject(source, objects).text()))
    for (const line of lines) yield* addressedItems(source, objects, line.trim().replace(/^"(.*)"$/, '$1'));
}

async function* addressedItems(source: ItemSource, objects: ObjectPort, address: string): AsyncIterable<ReadItem> {
  if (address === '') return;
  const match = /^s3:\/\/([^/]+)\/(.+)$/.exec(address);
  if (!match) throw readerFailed(`The manifest lists ${address}, which is not an s3:// address`);
  const [, bucket = '', key = ''] = match;
  yield* listed(bucket, key, readObject(located(source, bucket, key), objects));
}

function located(source: ItemSource, Bucket: string, Key: string): ItemSource {
  const { VersionId: _, ...parameters } = source.parameters;
  return { ...source, parameters: { ...parameters, Bucket, Key } };
}

async function whole(text: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const chunk of text) all += chunk;
  return all;
}
