import type { ObjectPort } from '../../ports.ts';
import { formatOf } from './formats.ts';
import type { ItemSource, ReadItem } from './item-reader.ts';
import { SourceObject } from './source-object.ts';

/** The items in an object, by the format that its configuration names. */
export async function* readObject(
  source: ItemSource,
  objects: ObjectPort,
  config = source.config,
): AsyncIterable<ReadItem> {
  const { Bucket, Key } = source.parameters;
  const from = `S3://${Bucket}/${Key}`;
  for await (const entry of formatOf(config)(new SourceObject(source, objects))) yield { ...entry, source: from };
}
