import type { JsonObject } from '#asl/json.ts';
import type { ObjectPort } from '#asl/ports.ts';

/** Objects in memory by `bucket/key`. Texts arrive in pieces of three characters, to meet every seam. */
export function fakeObjects(contents: Readonly<Record<string, string | Uint8Array>>): ObjectPort {
  const find = (bucket: string, key: string): Uint8Array => {
    const content = contents[`${bucket}/${key}`];
    if (content === undefined) throw new Error('The specified key does not exist.');
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  return {
    get: async ({ bucket, key, range }) => pieces(find(bucket, key).slice(range?.start, range?.end)),
    head: async ({ bucket, key }) => ({ size: find(bucket, key).length, etag: `"${key}"` }),
    async *list({ bucket, prefix = '' }): AsyncIterable<JsonObject> {
      const keys = Object.keys(contents).sort();
      for (const name of keys.filter((key) => key.startsWith(`${bucket}/${prefix}`))) {
        const Key = name.slice(bucket.length + 1);
        const Size = contents[name]?.length ?? 0;
        yield { ETag: `"${Key}"`, Key, LastModified: '2023-11-14T22:13:20.000Z', Size, StorageClass: 'STANDARD' };
      }
    },
    put: async () => undefined,
  };
}

async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 3) yield bytes.slice(at, at + 3);
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
