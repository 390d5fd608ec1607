import type { JsonObject } from '#asl/json.ts';
import type { ObjectPort } from '../../ports.ts';
import { readerFailed } from './failure.ts';
import type { ItemSource, ReadItem } from './item-reader.ts';
import { readObject } from './read-object.ts';
import { location } from './source-object.ts';

/**
 * The objects below a prefix: what describes each, or, with the `LOAD_AND_FLATTEN` transformation, the items in each.
 * `LastModified` is in seconds since the epoch.
 */
export async function* listItems(source: ItemSource, objects: ObjectPort): AsyncIterable<ReadItem> {
  const { Prefix } = source.parameters;
  const listed = objects.list({ ...location(source), ...(typeof Prefix === 'string' ? { prefix: Prefix } : {}) });
  const loads = isLoading(source);
  for await (const object of listed) {
    if (loads) yield* loaded(source, objects, object);
    else yield { value: described(object), source: `S3://${source.parameters.Bucket}` };
  }
}

function isLoading({ config: { Transformation = 'NONE' } }: ItemSource): boolean {
  if (Transformation !== 'NONE' && Transformation !== 'LOAD_AND_FLATTEN')
    throw readerFailed('Transformation must be NONE or LOAD_AND_FLATTEN');
  return Transformation === 'LOAD_AND_FLATTEN';
}

function loaded(source: ItemSource, objects: ObjectPort, { Key = null }: JsonObject) {
  const { Prefix: _, ...parameters } = source.parameters;
  return readObject({ ...source, parameters: { ...parameters, Key } }, objects);
}

function described({ ETag, LastModified, Key = null, Size = null, StorageClass = null }: JsonObject): JsonObject {
  const modified = typeof LastModified === 'string' ? Math.floor(Date.parse(LastModified) / 1000) : null;
  return { Etag: ETag ?? null, LastModified: modified, Key, Size, StorageClass };
}
