import { type Duplex, pipeline, Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { ObjectPort } from '../../ports.ts';
import { readerFailed } from './failure.ts';
import { formatOf } from './formats.ts';
import type { ItemSource, ReadItem } from './item-reader.ts';

/** The items in an object, by the format that its configuration names. */
export async function* readObject(
  source: ItemSource,
  objects: ObjectPort,
  config = source.config,
): AsyncIterable<ReadItem> {
  const { Bucket, Key } = source.parameters;
  const from = `S3://${Bucket}/${Key}`;
  for await (const entry of formatOf(config)(objectText(source, objects))) yield { ...entry, source: from };
}

/** The object that `Bucket`, `Key` and `VersionId` name, as text in pieces. A key that ends in `.gz` or `.zstd` is decompressed. */
export async function* objectText(source: ItemSource, objects: ObjectPort): AsyncIterable<string> {
  const key = parameter(source, 'Key');
  const bytes = await objects.get({ ...location(source), key, ...versionOf(source) });
  const plain = decompressed(key, bytes);
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of plain) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Where to read, but for the key. */
export function location(source: ItemSource) {
  const owner = source.parameters.ExpectedBucketOwner;
  return {
    bucket: parameter(source, 'Bucket'),
    roleArn: source.roleArn,
    stateMachineArn: source.stateMachineArn,
    ...(typeof owner === 'string' ? { expectedBucketOwner: owner } : {}),
  };
}

function parameter({ parameters }: ItemSource, name: string): string {
  const value = parameters[name];
  if (typeof value !== 'string' || value === '') throw readerFailed(`field ${name} must be a string`);
  return value;
}

function versionOf({ parameters }: ItemSource) {
  return typeof parameters.VersionId === 'string' ? { versionId: parameters.VersionId } : {};
}

function decompressed(key: string, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  if (key.endsWith('.gz')) return through(bytes, createGunzip());
  return key.endsWith('.zstd') ? through(bytes, createZstdDecompress()) : bytes;
}

/** A broken source breaks the stream too, which then throws to whoever reads from it. */
const through = (bytes: AsyncIterable<Uint8Array>, stream: Duplex): AsyncIterable<Uint8Array> =>
  pipeline(Readable.from(bytes), stream, () => undefined);
