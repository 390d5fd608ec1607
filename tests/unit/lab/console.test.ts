import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createConsole } from '@safelight/local/console/console';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { labConsole } from '#lab/console/console.ts';
import { newestRows } from '#lab/console/newest.ts';
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
  async send({ input }: { input: { Key: string; Body?: NodeJS.ReadableStream; IfNoneMatch?: string } }) {
    if (!input.Body) {
      if (input.Key === 'there.jpg') return {};
      throw Object.assign(new Error('none'), { name: 'NotFound' });
    }
    uploads.push([input.Key, await text(input.Body)]);
    return {};
  },
};
const lab = { names, dynamodb, s3: s3 as unknown as S3Client } as unknown as Lab;
const handler = createConsole({
  extension: labConsole,
  routes: async () => labRoutes(lab),
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

  it('lists a photo that is under way', async () => {
    expect(JSON.parse((await ask('GET', '/_console/photos')).body)).toMatchObject({
      photos: [{ key: 'a.jpg', status: 'DEVELOPING' }],
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

  it('replaces a photo only where that is said', async () => {
    const token = { 'x-console-token': 'token' };
    const first = await ask('PUT', '/_console/upload?of=there.jpg', token, 'bytes');
    expect([first.status, first.body, uploads]).toEqual([200, '{"isTaken":true}', []]);
    expect((await ask('PUT', '/_console/upload?of=there.jpg&replace=yes', token, 'bytes')).status).toBe(200);
    expect(uploads).toEqual([['there.jpg', 'bytes']]);
  });
});

describe('the newest rows of a table', () => {
  const rows = Array.from({ length: 1_100 }, (_, at) => ({
    key: `${at}`,
    at: at === 3 ? undefined : `2026-${10_000 + at}`,
  }));
  /** As DynamoDB does: 500 at once, and where to go on. */
  const table = {
    send: async ({ input }: { input: { ExclusiveStartKey?: { key: string } } }) => {
      const from = Number(input.ExclusiveStartKey?.key ?? -1) + 1;
      const Items = rows.slice(from, from + 500);
      return { Items, ...(from + 500 < rows.length && { LastEvaluatedKey: { key: `${from + 499}` } }) };
    },
  } as unknown as DynamoDBDocumentClient;
  const newest = (page: number, passes = (_row: object) => true) =>
    newestRows(table, {
      tableName: 't',
      timeOf: ({ at }) => (at === undefined ? undefined : String(at)),
      passes,
      page,
    });

  it.each([
    ['the first, what has no time before all', 0, 0, ['3', '1099', '1098']],
    ['the second', 1, 1, ['1052', '1051', '1050']],
    ['the last, of a number beyond it', 99, 22, ['44', '43', '42']],
    ['the first, of no number', Number.NaN, 0, ['3', '1099', '1098']],
  ])('%s', async (_name, asked, page, keys) => {
    const found = await newest(asked);
    expect([found.page, found.total, found.rows.slice(0, 3).map(({ key }) => key)]).toEqual([page, 1_100, keys]);
  });

  it('are those that pass', async () => {
    const found = await newest(0, (row) => 'key' in row && String(row.key).endsWith('99'));
    expect([found.total, found.rows[0]?.key]).toEqual([11, '1099']);
  });
});
