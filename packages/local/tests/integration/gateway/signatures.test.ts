import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type Clock, systemClock } from '@safelight/asl/clock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dispatch } from '#gateway/dispatch/dispatch.ts';
import { jsonCodec } from '#gateway/dispatch/json-codec.ts';
import { queryCodec } from '#gateway/dispatch/query-codec.ts';
import type { Service } from '#gateway/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';
import { notSupported } from '#tests/support/not-supported.ts';

/** Answers with what reached it. */
const echo: Service = {
  signingName: 's3',
  protocol: 'rest-xml',
  largestBody: () => 0,
  handle: async (request) => ({
    status: 200,
    headers: { 'x-principal': request.principal.kind, 'x-path': request.rawPath },
    body: request.method === 'GET' ? 'got' : String((await buffer(request.body)).length),
  }),
};

let shift = 0;
const clock: Clock = { ...systemClock, now: () => Date.now() + shift };
let host: GatewayHost;

beforeAll(async () => {
  host = await hostGateway(
    ({ authorize }) => [
      echo,
      dispatch({
        bodies: {},
        signingName: 'dynamodb',
        title: 'dynamodb',
        codec: jsonCodec('json-1.0'),
        authorize,
        notSupported,
        operations: {
          ListTables: {
            input: { members: [] },
            access: () => [],
            run: (_input, { principal }) => ({ TableNames: [principal.kind] }),
          },
        },
      }),
      dispatch({
        bodies: {},
        signingName: 'sts',
        title: 'sts',
        codec: queryCodec('https://sts.amazonaws.com/doc/2011-06-15/'),
        authorize,
        notSupported,
        operations: {
          GetCallerIdentity: {
            input: { members: [] },
            access: () => [],
            run: () => {
              throw new TypeError('a mistake of ours');
            },
          },
        },
      }),
    ],
    { clock },
  );
});
afterAll(() => host.close());

const s3 = (credentials = host.credentials.developer) => new S3Client({ ...host.config(credentials), maxAttempts: 1 });
const dynamodb = (credentials = host.credentials.developer) =>
  new DynamoDBClient({ ...host.config(credentials), maxAttempts: 1 });
const put = { Bucket: 'b', Key: "a b/+'()*!~ü/日本//..&=.jpg" };
const wrong = () => ({ ...host.credentials.developer, secretAccessKey: 'x'.repeat(40) });
const stranger = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x'.repeat(40) };

describe('a request that is signed well', () => {
  it.each([
    { body: 'short', bytes: 5, as: 'text' },
    { body: Buffer.alloc(3_000_000, 7), bytes: 3_000_000, as: 'a large buffer' },
    { body: '', bytes: 0, as: 'nothing' },
  ])('brings $as as body', async ({ body, bytes }) => {
    expect(await putRaw(body)).toBe(String(bytes));
  });

  it('brings a stream as body, chunk by chunk', async () => {
    const chunks = Array.from({ length: 40 }, (_, index) => Buffer.alloc(50_000 + index, index));
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    expect(await putRaw(Readable.from(chunks), length)).toBe(String(length));
  });

  it('names a role by its session token', async () => {
    const role = host.credentials.forRole('arn:aws:iam::000000000000:role/resize', 'one');
    expect((await dynamodb(role).send(new ListTablesCommand())).TableNames).toEqual(['role']);
  });

  it('may be presigned', async () => {
    const url = await getSignedUrl(s3(), new GetObjectCommand(put), { expiresIn: 60 });
    expect(await (await fetch(url)).text()).toBe('got');
  });
});

/** The body of the answer, which the typed client would not show. */
async function putRaw(body: string | Buffer | Readable, length?: number): Promise<string> {
  const client = s3();
  let answer = '';
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (isStreamed(response)) answer = await text(response.body);
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
  await client.send(new PutObjectCommand({ ...put, Body: body, ...(length ? { ContentLength: length } : {}) }));
  return answer;
}

const isStreamed = (response: unknown): response is { readonly body: Readable } =>
  typeof response === 'object' && response !== null && 'body' in response && response.body instanceof Readable;

describe('a request that is signed badly', () => {
  it.each([
    {
      what: 'wrong secret, S3',
      send: () => s3(wrong()).send(new PutObjectCommand(put)),
      code: 'SignatureDoesNotMatch',
    },
    { what: 'unknown key, S3', send: () => s3(stranger).send(new PutObjectCommand(put)), code: 'InvalidAccessKeyId' },
    {
      what: 'wrong secret, JSON',
      send: () => dynamodb(wrong()).send(new ListTablesCommand()),
      code: 'InvalidSignatureException',
    },
    {
      what: 'unknown key, JSON',
      send: () => dynamodb(stranger).send(new ListTablesCommand()),
      code: 'UnrecognizedClientException',
    },
    {
      what: 'a forged token',
      send: () =>
        dynamodb({ ...host.credentials.forRole('r', 's'), sessionToken: 'e30.AAAA' }).send(new ListTablesCommand()),
      code: 'UnrecognizedClientException',
    },
    {
      what: 'an expired session',
      send: () =>
        dynamodb(host.credentials.forSession({ kind: 'role', roleArn: 'r', sessionName: 's' }, Date.now() - 1)).send(
          new ListTablesCommand(),
        ),
      code: 'ExpiredTokenException',
    },
  ])('$what: $code', async ({ send, code }) => {
    await expect(send()).rejects.toMatchObject({ name: code });
  });

  it('is refused when its time is far from ours', async () => {
    shift = 16 * 60_000;
    try {
      await expect(s3().send(new PutObjectCommand(put))).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
    } finally {
      shift = 0;
    }
  });

  it('is refused when a presigned URL is over', async () => {
    const url = await getSignedUrl(s3(), new GetObjectCommand(put), { expiresIn: 60 });
    shift = 61_000;
    const answer = await fetch(url).finally(() => {
      shift = 0;
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Code>AccessDenied</Code><Message>Request has expired</Message>');
  });

  it.each([
    { what: 'another key', change: (url: string) => url.replace('/b/', '/c/') },
    { what: 'a longer life', change: (url: string) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000') },
    { what: 'another parameter', change: (url: string) => `${url}&versionId=1` },
  ])('is refused when a presigned URL is changed: $what', async ({ change }) => {
    const url = await getSignedUrl(s3(), new GetObjectCommand(put), { expiresIn: 60 });
    const answer = await fetch(change(url));
    expect([answer.status, (await answer.text()).includes('SignatureDoesNotMatch')]).toEqual([403, true]);
  });
});

describe('errors', () => {
  it('a mistake of ours is an InternalFailure and a line in the log', async () => {
    const sts = new STSClient({ ...host.config(), maxAttempts: 1 });
    await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({ name: 'InternalFailure' });
    expect(host.lines.at(-1)).toContain('a mistake of ours');
  });

  it('an unsigned call of a JSON service lacks its token', async () => {
    const answer = await fetch(host.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  });
});
