import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestHandler } from '#gateway/in-process.ts';
import { type ClientName, createClients, type SdkClient } from '#local/clients.ts';
import { localPlace } from '#local/identity.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { createS3Service } from '#services/s3/service.ts';
import { createStsService } from '#services/sts/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';

const Bucket = 'photos';
const Key = 'ü/a b+c&d=e.jpg';
const LARGE = Buffer.alloc(3 << 20, 'photo');
let host: GatewayHost;
let socket: SdkClient;
let direct: SdkClient;

beforeAll(async () => {
  host = await hostGateway((deps) => {
    const policies = new PolicyStore();
    const s3 = createS3Service({ ...deps, policies, publish: () => {} });
    s3.ensureBucket(Bucket);
    return [s3.service, createStsService({ ...deps, policies }).service];
  });
  socket = await clientOf('s3');
  direct = await clientOf('s3', host.inProcess);
});
afterAll(() => host.close());

async function clientOf(name: ClientName, requestHandler?: RequestHandler, keys = host.credentials.developer) {
  const { endpoint, region } = host.config();
  const clients = createClients({ endpoint, region, ...(requestHandler && { requestHandler }) });
  return (await clients.load(`@aws-sdk/client-${name}`, keys)).client;
}

/** Without what differs from call to call. */
const comparable = (result: object) => JSON.parse(JSON.stringify({ ...result, $metadata: undefined }));

async function outcome(client: SdkClient, command: unknown) {
  try {
    const { Body, ...result } = (await client.send(command)) as { readonly Body?: unknown };
    return { ...comparable(result), bytes: Body instanceof Readable ? (await buffer(Body)).toString('base64') : '' };
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode };
  }
}

describe('a call without a socket is answered as over one', () => {
  beforeAll(() => socket.send(new PutObjectCommand({ Bucket, Key, Body: LARGE, Metadata: { by: 'me' } })));

  it.each([
    { what: 'bytes', make: () => new PutObjectCommand({ Bucket, Key: 'bytes', Body: LARGE }) },
    { what: 'text', make: () => new PutObjectCommand({ Bucket, Key: 'text', Body: 'ü' }) },
    { what: 'nothing', make: () => new PutObjectCommand({ Bucket, Key: 'nothing' }) },
    {
      what: 'a stream',
      make: () =>
        new PutObjectCommand({ Bucket, Key: 'stream', Body: Readable.from([LARGE]), ContentLength: LARGE.length }),
    },
    { what: 'a large object', make: () => new GetObjectCommand({ Bucket, Key }) },
    { what: 'a range', make: () => new GetObjectCommand({ Bucket, Key, Range: 'bytes=2-5' }) },
    { what: 'a header alone', make: () => new HeadObjectCommand({ Bucket, Key }) },
    { what: 'a query', make: () => new ListObjectsV2Command({ Bucket, Prefix: 'ü/a b', MaxKeys: 1 }) },
    { what: 'XML', make: () => new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'no&thing' }] } }) },
    { what: 'an error', make: () => new GetObjectCommand({ Bucket, Key: 'missing' }) },
    { what: 'an error without a body', make: () => new HeadObjectCommand({ Bucket, Key: 'missing' }) },
    { what: 'another host', make: () => new GetObjectCommand({ Bucket: 'no-such-bucket', Key }) },
  ])('$what', async ({ make }) => {
    const over = await outcome(socket, make());
    expect(await outcome(direct, make())).toEqual(over);
  });

  it('with the headers that state machines show', async () => {
    const seen: Record<string, string>[] = [];
    for (const client of [socket, direct]) {
      const command = new HeadObjectCommand({ Bucket, Key });
      command.middlewareStack.add(
        (next) => async (args) => {
          const answer = await next(args);
          seen.push((answer.response as { headers: Record<string, string> }).headers);
          return answer;
        },
        { step: 'deserialize' },
      );
      await client.send(command);
    }
    const [over, without] = seen.map((headers) => Object.keys(headers).filter((name) => name !== 'keep-alive'));
    expect(without?.toSorted()).toEqual(over?.toSorted());
  });
});

describe('a call without a socket', () => {
  it('is checked for its signature', async () => {
    const forged = { ...host.credentials.developer, secretAccessKey: 'wrong' };
    const stranger = await clientOf('sts', host.inProcess, forged);
    await expect(stranger.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    const developer = await clientOf('sts', host.inProcess);
    expect(await developer.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: localPlace.accountId });
  });

  it('that was aborted before is not made; one that is aborted later is left', async () => {
    const controller = new AbortController();
    controller.abort();
    const late = direct.send(new PutObjectCommand({ Bucket, Key: 'never' }), { abortSignal: controller.signal });
    await expect(late).rejects.toMatchObject({ name: 'AbortError' });
    await expect(direct.send(new HeadObjectCommand({ Bucket, Key: 'never' }))).rejects.toThrow();

    const other = new AbortController();
    const body = Readable.from(
      (async function* () {
        other.abort();
        yield Buffer.from('photo');
      })(),
      { objectMode: false },
    );
    const left = direct.send(new PutObjectCommand({ Bucket, Key: 'left', Body: body, ContentLength: 5 }), {
      abortSignal: other.signal,
    });
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('lets others have their turn', async () => {
    const sts = await clientOf('sts', host.inProcess);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    for (let call = 0; call < 50; call += 1) await sts.send(new GetCallerIdentityCommand({}));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });
});
