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
  send: async ({ input }: { input: { TableName?: string; RequestItems?: object } }) => {
    const rows = [{ key: 'a.jpg', updatedAt: 1, executionArn: 'arn:a' }];
    return input.RequestItems ? { Responses: { images: rows } } : { Items: input.TableName === 'images' ? rows : [] };
  },
};
const s3 = {
  async send({ input }: { input: { Key: string; Body?: NodeJS.ReadableStream; IfNoneMatch?: string } }) {
    if (!input.Body) {
      if (input.Key === 'there.jpg') return {};
      throw Object.assign(new Error('none'), { name: 'NotFound' });
    }
    uploads.push([input.Key, await text(input.Body)]);
    return {};
  },
};
const states = {
  send: async () => ({ events: [{ type: 'TaskScheduled' }, { stateEnteredEventDetails: { name: 'Inspect' } }] }),
};
const lab = { names, dynamodb, states, s3: s3 as unknown as S3Client } as unknown as Lab;
const handler = createConsole({
  extension: labConsole,
  routes: async () => labRoutes(lab, () => ({ sinceLast: async () => 'unknown' })),
  revision: () => undefined,
  token: () => 'token',
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
  it('opens with its own pages', async () => {
    const page = (await ask('GET', '/')).body;
    expect(page).toContain('<title>Darkroom</title>');
    const script = /src="([^"]+)"/.exec(page)?.[1] ?? '';
    expect((await ask('GET', script)).body).toContain('Drop photos, or choose');
  });

  it('lists a photo that is under way, with its state', async () => {
    expect(JSON.parse((await ask('GET', '/_console/photos')).body)).toMatchObject({
      photos: [{ key: 'a.jpg', status: 'DEVELOPING', state: 'Inspect' }],
      total: 1,
    });
  });

  it('takes an upload from the page', async () => {
    const answer = await ask('PUT', '/_console/upload?of=a%20b.jpg', { 'x-console-token': 'token' }, 'bytes');
    expect([answer.status, uploads]).toEqual([200, [['a b.jpg', 'bytes']]]);
  });

  it('refuses an upload from elsewhere, which does not know the token', async () => {
    expect((await ask('PUT', '/_console/upload?of=b.jpg', {}, 'bytes')).status).toBe(403);
    expect(uploads).toEqual([]);
  });

  it('says why a name cannot be one', async () => {
    const answer = await ask(
      'PUT',
      `/_console/upload?of=${'x'.repeat(1_025)}`,
      { 'x-console-token': 'token' },
      'bytes',
    );
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      200,
      { refused: 'A name has at most 1,024 bytes, and this one has more.' },
    ]);
  });

  it('replaces a photo only where that is said', async () => {
    const token = { 'x-console-token': 'token' };
    const first = await ask('PUT', '/_console/upload?of=there.jpg', token, 'bytes');
    expect([first.status, first.body, uploads]).toEqual([200, '{"isTaken":true}', []]);
    expect((await ask('PUT', '/_console/upload?of=there.jpg&replace=yes', token, 'bytes')).status).toBe(200);
    expect(uploads).toEqual([['there.jpg', 'bytes']]);
  });
});
