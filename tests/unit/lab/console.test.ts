import { readdir } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createConsole } from '@safelight/local/console/console';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { labConsole } from '#lab/console/console.ts';
import { labRoutes } from '#lab/console/queries.ts';
import type { Lab } from '#lab/lab.ts';

let uploads: unknown[] = [];
beforeEach(() => {
  uploads = [];
});
const names = {
  imagesTable: 'images',
  ordersTable: 'orders',
  sourceBucket: 'source',
  outputBucket: 'output',
};
const dynamodb: Pick<DynamoDBDocumentClient, 'send'> = {
  send: async ({ input }: { input: { TableName?: string } }) => ({
    Items: input.TableName === 'images' ? [{ key: 'a.jpg', updatedAt: 1 }] : [],
  }),
};
const s3 = {
  async send({ input }: { input: { Key: string; Body: NodeJS.ReadableStream } }) {
    uploads.push([input.Key, await text(input.Body)]);
    return {};
  },
};
const lab = { names, dynamodb, s3: s3 as unknown as S3Client } as unknown as Lab;
const handler = createConsole({
  extension: labConsole,
  routes: async () => labRoutes(lab),
  revision: () => undefined,
});
const server = createServer((incoming, response) => void handler(incoming, response));

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve())));
afterAll(() => server.close());

function ask(method: string, path: string, headers: Record<string, string> = {}, body = '') {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers }, async (response) =>
      resolve({ status: response.statusCode ?? 0, body: await text(response) }),
    );
    sent.on('error', reject).end(body);
  });
}

describe('the lab in the console', () => {
  it('is made of files that are all served', async () => {
    const files = await readdir(labConsole.folder);
    expect(files.toSorted()).toEqual([...labConsole.files].toSorted());
    const answers = await Promise.all(files.map((file) => ask('GET', `/_console/${file}`)));
    expect(answers.map(({ status }) => status)).toEqual(files.map(() => 200));
  });

  it('shows its own first page', async () => {
    expect((await ask('GET', '/')).body).toContain('Drop photos');
  });

  it('lists a photo that is under way', async () => {
    expect(JSON.parse((await ask('GET', '/_console/photos')).body)).toMatchObject([
      { key: 'a.jpg', status: 'DEVELOPING' },
    ]);
  });

  it('takes an upload from the page', async () => {
    const answer = await ask('PUT', '/_console/upload?of=a%20b.jpg', { 'x-darkroom-console': 'upload' }, 'bytes');
    expect([answer.status, uploads]).toEqual([200, [['a b.jpg', 'bytes']]]);
  });

  it('refuses an upload from elsewhere, which cannot send the header without asking', async () => {
    expect((await ask('PUT', '/_console/upload?of=b.jpg', {}, 'bytes')).status).toBe(403);
    expect(uploads).toEqual([]);
  });
});
