import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostS3, type S3Host } from '#tests/support/s3-host.ts';

let folder: string;
let host: S3Host;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-paths-'));
  host = await hostS3({ dataDir: join(folder, 'data') });
  host.service.ensureBucket('photos');
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

/** `fetch` would tidy the path up before it sends it. */
function send(method: string, path: string, body = ''): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(host.endpoint);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, method, path }, (answer) => {
      text(answer).then((read) => resolve({ status: answer.statusCode ?? 0, body: read }), reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

describe('a path cannot reach outside the data folder', () => {
  it.each([
    '/photos/../../../escaped',
    '/photos/..%2f..%2f..%2fescaped',
    '/photos/%2e%2e/%2e%2e/escaped',
    '/photos//etc/passwd',
    '/photos/%2Fetc%2Fpasswd',
    '/photos/%00',
    '/photos/..\\..\\escaped',
    '/photos/a%00/../../b',
    '/photos/.unfinished-photos',
  ])('as a key: %s', async (path) => {
    expect((await send('PUT', path, 'secret')).status).toBe(200);
    expect(await send('GET', path)).toEqual({ status: 200, body: 'secret' });
    expect((await send('DELETE', path)).status).toBe(204);
    expect(readdirSync(folder)).toEqual(['data']);
  });

  it.each(['/..', '/%2e%2e', '/..%2f..%2fescaped', '/.unfinished-x', '/blobs%2f00', '/%2e%2e%2fgateway'])(
    'as a bucket: %s',
    async (path) => {
      const { status, body } = await send('PUT', path);
      expect([status, body.includes('<Code>InvalidBucketName</Code>')]).toEqual([400, true]);
      expect((await send('GET', `${path}/seed`)).status).toBe(404);
      expect(readdirSync(join(folder, 'data', 's3'))).toEqual(['blobs']);
    },
  );
});
