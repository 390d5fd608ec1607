import { connect, type Socket } from 'node:net';
import { PutBucketPolicyCommand, PutObjectCommand, PutPublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '@safelight/asl/clock';
import { localPlace } from '@safelight/asl/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dispatch } from '#gateway/dispatch/dispatch.ts';
import { jsonCodec } from '#gateway/dispatch/json-codec.ts';
import type { Authorize } from '#gateway/service.ts';
import { createAuthorizer } from '#services/iam/authorizer.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { createS3Service } from '#services/s3/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';
import { notSupported } from '#tests/support/not-supported.ts';
import { type RawRequest, type Signing, signed } from '#tests/support/raw-http.ts';
import { unwatched } from '#tests/support/unwatched.ts';

/** An operation that takes a hundred bytes, behind a gateway that waits for nobody. */
const notes = (authorize: Authorize) =>
  dispatch({
    signingName: 'notes',
    title: 'Notes',
    codec: jsonCodec('json-1.0'),
    authorize,
    notSupported,
    bodies: { Add: 100 },
    operations: {
      Add: { input: { members: ['text'] }, access: () => [], run: ({ text }) => ({ length: String(text).length }) },
    },
  });

const PUBLIC = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:DeleteObject',
  Resource: 'arn:aws:s3:::open/public/*',
};

const policies = new PolicyStore(localPlace);
const authorize = createAuthorizer({ policies, place: localPlace, clock: systemClock, mode: 'on', ...unwatched });
let host: GatewayHost;
let photos: GatewayHost;

beforeAll(async () => {
  host = await hostGateway((deps) => [notes(deps.authorize)], {
    limits: { refusedBytes: 10_000 },
  });
  photos = await hostGateway(
    (deps) => {
      const s3 = createS3Service({ ...deps, policies, publish: () => {} });
      for (const bucket of ['photos', 'open']) s3.ensureBucket(bucket);
      return [s3.service];
    },
    { authorize },
  );
});
afterAll(async () => {
  await host.close();
  await photos.close();
});

/** Sends the head of a request and no more of its body than `body`, and reads what is answered while the rest is awaited. */
async function answerToHead(endpoint: string, head: string, body = ''): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {}).write(`${head}\r\n\r\n${body}`, 'latin1');
  const said = await firstAnswer(socket);
  socket.destroy();
  return said;
}

const firstAnswer = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let said = '';
    socket.on('data', (data) => {
      said += data;
      const [head = '', rest] = said.split('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (rest !== undefined && rest.length >= length) resolve(said);
    });
    socket.on('close', () => resolve(said));
  });

function headOf(endpoint: string, request: RawRequest, framing: Record<string, string>, signing?: Signing): string {
  const own = { host: new URL(endpoint).host, ...request.headers };
  const headers = { ...(signing ? signed(endpoint, request, signing) : own), ...framing };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${request.method} ${request.path} HTTP/1.1`, ...lines].join('\r\n');
}

const ADD = { method: 'POST', path: '/', headers: { 'x-amz-target': 'Notes.Add' } };
const developer = (): Signing => ({ credentials: host.credentials.developer, service: 'notes' });
const LONG = { 'content-length': '101' };

describe('a request whose body is still on its way', () => {
  it.each([
    ['is too long, as it says', () => developer(), LONG, '', /^HTTP\/1.1 413 .*RequestEntityTooLargeException/s],
    [
      'turns out too long',
      () => developer(),
      { 'transfer-encoding': 'chunked' },
      `65\r\n${'x'.repeat(101)}\r\n`,
      /^HTTP\/1.1 413 .*RequestEntityTooLargeException/s,
    ],
    ['has no signature', () => undefined, LONG, '', /MissingAuthenticationTokenException/],
    [
      'is signed by a stranger',
      () => ({ ...developer(), credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' } }),
      LONG,
      '',
      /UnrecognizedClientException/,
    ],
    ['is for another region', () => ({ ...developer(), region: 'eu-west-1' }), LONG, '', /InvalidSignatureException/],
  ])('is refused when it %s', async (_what, signing, framing, body, says) => {
    expect(await answerToHead(host.endpoint, headOf(host.endpoint, ADD, framing, signing()), body)).toMatch(says);
  });

  it('is read when it fits', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(80) });
    const head = headOf(host.endpoint, { ...ADD, body }, { 'content-length': `${body.length}` }, developer());
    expect(await answerToHead(host.endpoint, head, body)).toContain('{"length":80}');
  });
});

describe('a connection', () => {
  it('ends when its headers do not come', async () => {
    const impatient = await hostGateway((deps) => [notes(deps.authorize)], { limits: { headersMs: 20, checkMs: 10 } });
    const { hostname, port } = new URL(impatient.endpoint);
    const socket = connect(Number(port), hostname);
    socket.write('GET / HTTP/1.1\r\nhost: a\r\nx-slow: ');
    expect(await firstAnswer(socket)).toContain('408 Request Timeout');
    await impatient.close();
  });

  it.each([
    ['before it is read', undefined, { 'content-length': '1000000' }, 'x'.repeat(20_000)],
    ['while it is read', developer, { 'transfer-encoding': 'chunked' }, `30d40\r\n${'x'.repeat(200_000)}\r\n`],
  ])('ends when a body that is refused %s goes on and on', async (_when, by, framing, body) => {
    const { hostname, port } = new URL(host.endpoint);
    // Who does not read is not told of the end by every Node.
    const socket = connect(Number(port), hostname)
      .on('error', () => {})
      .resume();
    const closed = new Promise((resolve) => socket.on('close', () => resolve('closed')));
    socket.write(`${headOf(host.endpoint, ADD, framing, by?.())}\r\n\r\n${body}`);
    expect(await closed).toBe('closed');
  });
});

describe('S3', () => {
  const signing = (): Signing => ({ credentials: photos.credentials.developer, payload: 'UNSIGNED-PAYLOAD' });
  it.each([
    ['deletes many', 'POST', '/photos?delete', '29000000', undefined, /403 .*<Code>AccessDenied</s],
    ['tags', 'PUT', '/photos/a?tagging', '29000000', undefined, /403 .*<Code>AccessDenied</s],
    ['completes an upload', 'POST', '/photos/a?uploadId=1', '29000000', undefined, /403 .*<Code>AccessDenied</s],
    ['configures', 'PUT', '/photos?cors', '29000000', undefined, /403 .*<Code>AccessDenied</s],
    ['deletes many', 'POST', '/photos?delete', '3000000', signing, /400 .*<Code>MaxMessageLengthExceeded</s],
    ['tags', 'PUT', '/photos/a?tagging', '3000000', signing, /400 .*<Code>MaxMessageLengthExceeded</s],
    ['completes an upload', 'POST', '/photos/a?uploadId=1', '5000000', signing, /<Code>MaxMessageLengthExceeded</],
    ['configures', 'PUT', '/photos?cors', '3000000', signing, /400 .*<Code>MaxMessageLengthExceeded</s],
    ['uploads', 'PUT', '/photos/a', '5368709121', signing, /400 .*<Code>EntityTooLarge</s],
  ])('refuses who %s (%s %s with %s bytes) before the body is read', async (_what, method, path, length, by, says) => {
    const head = headOf(photos.endpoint, { method, path }, { 'content-length': length }, by?.());
    expect(await answerToHead(photos.endpoint, head)).toMatch(says);
  });

  it('refuses a signature that does not say how the payload is hashed', async () => {
    const { 'x-amz-content-sha256': _, ...headers } = signed(photos.endpoint, { path: '/photos' }, signing());
    const answer = await fetch(`${photos.endpoint}/photos`, { headers });
    expect(await answer.text()).toContain('<Message>Missing required header for this request: x-amz-content-sha256<');
  });

  it('asks strangers one by one where a policy lets some of them in', async () => {
    const s3 = new S3Client(photos.config());
    await s3.send(new PutPublicAccessBlockCommand({ Bucket: 'open', PublicAccessBlockConfiguration: {} }));
    await s3.send(new PutBucketPolicyCommand({ Bucket: 'open', Policy: JSON.stringify({ Statement: [PUBLIC] }) }));
    for (const Key of ['public/a', 'private/a'])
      await s3.send(new PutObjectCommand({ Bucket: 'open', Key, Body: 'x' }));
    const objects = ['public/a', 'private/a'].map((key) => `<Object><Key>${key}</Key></Object>`).join('');
    const body = `<Delete>${objects}</Delete>`;
    const answer = await (await fetch(`${photos.endpoint}/open?delete`, { method: 'POST', body })).text();
    expect(answer).toContain('<Deleted><Key>public/a</Key></Deleted>');
    expect(answer).toContain('<Error><Key>private/a</Key><Code>AccessDenied</Code>');
  });
});
