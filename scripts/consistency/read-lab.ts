import { GetObjectCommand, HeadObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Lab } from '#lab/lab.ts';
import { forEachAtOnce } from '../lib/at-once.ts';
import { damageOf, whyOf } from '../lib/why.ts';
import { manifestKey, type Row, type Snapshot, type StoredObject } from './snapshot.ts';

const AT_ONCE = 16;
/** What library-report leaves beside what is made of photos. */
const REPORT = /^reports\/[^/]+\/report\.(csv|json|svg)$/;

const variant = z.looseObject({ key: z.string(), bytes: z.number(), type: z.string(), checksum: z.string() });
const row = z.object({
  key: z.string(),
  status: z.string(),
  etag: z.string(),
  revision: z.string(),
  prefix: z.optional(z.string()),
  reason: z.optional(z.object({ code: z.string(), message: z.string() })),
  manifest: z.optional(z.looseObject({ variants: z.array(variant) })),
});

/** Reads rows first: what is developed meanwhile is then an orphan, which is told, and not a row that lacks something. */
export async function readLab(lab: Lab): Promise<Snapshot> {
  const unreadable = new Map<string, string>();
  const rows = await readRows(lab, unreadable);
  const photos = new Map((await listed(lab, lab.names.sourceBucket)).map(({ key, etag }) => [key, { etag }]));
  const outputs = (await listed(lab, lab.names.outputBucket)).map(({ key }) => key).filter((key) => !REPORT.test(key));
  const objects = new Map<string, StoredObject>();
  // The others can be checked all the same.
  const read = async (key: string, reading: Promise<void>) => {
    await reading.catch((error: unknown) => unreadable.set(key, whyOf(error)));
  };
  await forEachAtOnce(AT_ONCE, outputs, (key) =>
    read(
      key,
      head(lab, key).then((object) => void objects.set(key, object)),
    ),
  );
  const manifests = new Map<string, unknown>();
  const named = [...rows.values()].flatMap(({ prefix }) => (prefix === undefined ? [] : [manifestKey(prefix)]));
  await forEachAtOnce(
    AT_ONCE,
    named.filter((key) => objects.has(key)),
    (key) =>
      read(
        key,
        readJson(lab, key).then((manifest) => void manifests.set(key, manifest)),
      ),
  );
  return { photos, rows, objects, manifests, unreadable };
}

async function readRows({ dynamodb, names }: Lab, unreadable: Map<string, string>): Promise<ReadonlyMap<string, Row>> {
  const rows = new Map<string, Row>();
  const scan = { TableName: names.imagesTable, ConsistentRead: true };
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, scan))
    for (const item of Items) {
      const { data, error } = row.safeParse(item);
      if (data) rows.set(data.key, data);
      else unreadable.set(String(item.key), `its row is damaged: ${damageOf(error)}`);
    }
  return rows;
}

async function listed(
  { s3 }: Lab,
  Bucket: string,
): Promise<readonly { readonly key: string; readonly etag: string }[]> {
  const all: { key: string; etag: string }[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket }))
    for (const { Key = '', ETag = '' } of Contents) all.push({ key: Key, etag: ETag.replaceAll('"', '') });
  return all;
}

async function head({ s3, names }: Lab, Key: string): Promise<StoredObject> {
  const { ContentLength, ContentType, ChecksumSHA256 } = await s3.send(
    new HeadObjectCommand({ Bucket: names.outputBucket, Key, ChecksumMode: 'ENABLED' }),
  );
  return { bytes: ContentLength ?? 0, type: ContentType ?? '', checksum: ChecksumSHA256 };
}

async function readJson({ s3, names }: Lab, Key: string): Promise<unknown> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: names.outputBucket, Key }));
  try {
    return JSON.parse((await Body?.transformToString()) ?? '');
  } catch {
    return undefined;
  }
}
