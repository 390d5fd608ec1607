import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { ConsoleAnswer, ConsoleRoutes } from '@safelight/local/console/extension';
import type { Lab } from '../lab.ts';
import { outcomeOf } from '../outcome.ts';
import { NewestRows } from './newest.ts';
import { progressOf } from './progress.ts';
import type { TableChanges } from './table-changes.ts';
import { upload } from './upload.ts';

type Row = Readonly<Record<string, unknown>>;

/** What the page asks about photos, and what it does with them. */
export function photoRoutes({ s3, dynamodb, states, names }: Lab, changes: TableChanges): ConsoleRoutes {
  const newest = new NewestRows({
    ...{ dynamodb, changes, tableName: names.imagesTable, key: 'key' },
    attributes: ['status', 'sequencer', 'updatedAt'],
    orderOf,
  });
  return {
    async 'GET photos'({ query }) {
      const [status, text] = [query.get('status') ?? '', (query.get('text') ?? '').toLowerCase()];
      const { rows, ...place } = await newest.page({
        passes: (row) =>
          (status === '' || photoOf(row).status === status) && String(row.key).toLowerCase().includes(text),
        page: Number(query.get('page')),
      });
      const photos = await Promise.all(rows.map((row) => shown(states, row)));
      return { kind: 'json', value: { photos, ...place } };
    },
    async 'GET photo'({ of: key }) {
      const { Item } = await dynamodb.send(new GetCommand({ TableName: names.imagesTable, Key: { key } }));
      if (!Item) return { kind: 'refused', message: `There is no photo ${key}.` };
      return { kind: 'json', value: await shown(states, Item) };
    },
    'GET variant': ({ of: key }) => objectOf(s3, names.outputBucket, key),
    'GET source': ({ of: key }) => objectOf(s3, names.sourceBucket, key),
    'PUT upload': (asked) => upload(s3, names.sourceBucket, asked),
    async 'DELETE photo'({ of: key }) {
      await s3.send(new DeleteObjectCommand({ Bucket: names.sourceBucket, Key: key }));
      return { kind: 'json', value: { key } };
    },
  };
}

async function objectOf(s3: S3Client, bucket: string, key: string): Promise<ConsoleAnswer> {
  const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (!(Body instanceof Readable)) throw new Error(`${key} came without a body.`);
  return { kind: 'object', type: ContentType ?? 'application/octet-stream', body: Body };
}

/**
 * By when it was uploaded, which does not change while it is developed: nothing jumps. The S3 of this machine numbers all changes as they
 * come, its sequencers tell the time first; AWS promises an order among those of one key alone.
 */
const orderOf = ({ sequencer, updatedAt }: Row): string | undefined =>
  [sequencer, updatedAt].find((one) => typeof one === 'string');

/** A photo that is under way tells in which state, and shows what is made of it already. */
async function shown(states: Lab['states'], row: Row) {
  const photo = photoOf(row);
  if (photo.status !== 'DEVELOPING' || photo.executionArn === undefined) return photo;
  return { ...photo, ...(await progressOf(states, photo.executionArn)) };
}

const photoOf = (row: Row) => outcomeOf(String(row.key), row) ?? developing(row);

const developing = ({ key, executionArn }: Row) => ({
  key: String(key),
  status: 'DEVELOPING',
  ...(typeof executionArn === 'string' && { executionArn }),
  variants: [],
  metadata: {},
});
