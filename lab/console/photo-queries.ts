import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ConsoleRoutes } from '@safelight/local/console/extension';
import type { Lab } from '../lab.ts';
import { outcomeOf } from '../outcome.ts';

const NEWEST = 60;

/** What the page asks about photos, and its uploads. */
export function photoRoutes({ s3, dynamodb, names }: Lab): ConsoleRoutes {
  return {
    async 'GET photos'() {
      const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: names.imagesTable, Limit: 500 }));
      const photos = Items.map((row) => outcomeOf(String(row.key), row) ?? developing(row));
      const value = photos.toSorted((a, b) => Math.sign(b.updatedAt - a.updatedAt) || 0).slice(0, NEWEST);
      return { kind: 'json', value };
    },
    async 'GET variant'({ of: key }) {
      const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: names.outputBucket, Key: key }));
      if (!(Body instanceof Readable)) throw new Error(`${key} came without a body.`);
      return { kind: 'object', type: ContentType ?? 'application/octet-stream', body: Body };
    },
    async 'PUT upload'({ of: key, request }) {
      // Only our own page can send this header without asking first.
      if (request.headers['x-darkroom-console'] !== 'upload')
        return { kind: 'refused', message: 'Uploads come from the page.' };
      if (key === '') throw new Error('An upload needs a name.');
      const bytes = Number(request.headers['content-length'] ?? 0);
      const object = { Bucket: names.sourceBucket, Key: key, Body: request, ContentLength: bytes };
      await s3.send(new PutObjectCommand(object));
      return { kind: 'json', value: { key } };
    },
  };
}

/** What is not over is newer than all that is. */
const developing = ({ key, executionArn }: Readonly<Record<string, unknown>>) => ({
  key: String(key),
  status: 'DEVELOPING',
  ...(typeof executionArn === 'string' && { executionArn }),
  variants: [],
  metadata: {},
  updatedAt: Infinity,
});
