import { getEventListeners } from 'node:events';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { systemClock } from '@safelight/asl/clock';
import { localPlace } from '@safelight/asl/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayRequest, GatewayResponse } from '#gateway/service.ts';
import { type RequestHandler, socketlessHandler } from '#gateway/socketless.ts';
import { type ClientName, createClients, type SdkClient } from '#local/clients.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { createStsService } from '#services/sts/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';
import { hostS3, type S3Host } from '#tests/support/s3-host.ts';

const Bucket = 'photos';
const Key = 'ü/a b+c&d=e.jpg';
const LARGE = Buffer.alloc(3 << 20, 'photo');
let host: S3Host;
let identity: GatewayHost;
let socket: SdkClient;
let direct: SdkClient;

beforeAll(async () => {
  host = await hostS3();
  host.service.ensureBucket(Bucket);
  identity = await hostGateway((deps) => [
    createStsService({ ...deps, policies: new PolicyStore(localPlace) }).service,
  ]);
  socket = await clientOf('s3');
  direct = await clientOf('s3', host.socketless);
});
afterAll(() => Promise.all([host.close(), identity.close()]));

async function clientOf(
  name: ClientName,
  requestHandler?: RequestHandler,
  at: Pick<GatewayHost, 'config'> = host,
  keys = at.config().credentials,
) {
  const { endpoint, region } = at.config();
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
    {
      what: 'a header that cannot be sent',
      make: () => new PutObjectCommand({ Bucket, Key: 'snow', Metadata: { title: 'a ☃' } }),
    },
    {
      what: 'a header with spaces around it',
      make: () => new PutObjectCommand({ Bucket, Key: 'spaces', Metadata: { title: '  a   b ' } }),
    },
    { what: 'what that header became', make: () => new HeadObjectCommand({ Bucket, Key: 'spaces' }) },
    { what: 'a large object', make: () => new GetObjectCommand({ Bucket, Key }) },
    { what: 'a range', make: () => new GetObjectCommand({ Bucket, Key, Range: 'bytes=2-5' }) },
    { what: 'a header alone', make: () => new HeadObjectCommand({ Bucket, Key }) },
    { what: 'a query', make: () => new ListObjectsV2Command({ Bucket, Prefix: 'ü/a b', MaxKeys: 1 }) },
    { what: 'XML', make: () => new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'no&thing' }] } }) },
    { what: 'an error', make: () => new GetObjectCommand({ Bucket, Key: 'missing' }) },
    { what: 'an error without a body', make: () => new HeadObjectCommand({ Bucket, Key: 'missing' }) },
    { what: 'another bucket', make: () => new GetObjectCommand({ Bucket: 'no-such-bucket', Key }) },
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
    const forged = { ...identity.credentials.developer, secretAccessKey: 'wrong' };
    const stranger = await clientOf('sts', identity.socketless, identity, forged);
    await expect(stranger.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    const developer = await clientOf('sts', identity.socketless, identity);
    expect(await developer.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: localPlace.accountId });
  });

  it('that was aborted before is not made', async () => {
    const late = direct.send(new PutObjectCommand({ Bucket, Key: 'never' }), { abortSignal: AbortSignal.abort() });
    await expect(late).rejects.toMatchObject({ name: 'AbortError' });
    await expect(direct.send(new HeadObjectCommand({ Bucket, Key: 'never' }))).rejects.toThrow();
  });

  it('that is aborted on its way leaves nothing behind', async () => {
    const answered = Promise.withResolvers<GatewayResponse>();
    const handler = socketlessHandler({ answer: () => answered.promise }, systemClock);
    const controller = new AbortController();
    const request = { method: 'GET', path: '/', headers: {} };
    const call = handler.handle(request, { abortSignal: controller.signal });
    await setImmediate();
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);

    const body = Readable.from(['photo']);
    answered.resolve({ status: 200, body });
    await setImmediate();
    expect(body.destroyed).toBe(true);
  });

  it('to a gateway that is closed is refused', async () => {
    const closed = await hostGateway(() => []);
    await closed.close();
    const request = { method: 'GET', path: '/', headers: {} };
    await expect(closed.socketless.handle(request)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('lets others have their turn', async () => {
    const sts = await clientOf('sts', identity.socketless, identity);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    for (let call = 0; call < 50; call += 1) await sts.send(new GetCallerIdentityCommand({}));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });
});

it('an answer with a header that cannot be written is an error of the service, either way', async () => {
  const bodies: Readable[] = [];
  const handle = async () => {
    const body = Readable.from(['photo']);
    bodies.push(body);
    return { status: 200, headers: { 'x-amz-meta-title': '☃' }, body };
  };
  const snowed = await hostGateway(() => [{ signingName: 's3', protocol: 'rest-xml', largestBody: () => 0, handle }]);
  for (const handler of [undefined, snowed.socketless]) {
    const s3 = await clientOf('s3', handler, snowed);
    await expect(s3.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({
      name: 'InternalFailure',
      $metadata: { httpStatusCode: 500 },
    });
  }
  expect(bodies.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  await snowed.close();
});

/** More than the buffers of a connection hold. */
const HUGE = Buffer.alloc(32 << 20);

it.each([
  {
    it: 'unsigned',
    begin: ({ endpoint }: GatewayHost) => {
      const upload = request(endpoint, { method: 'PUT', headers: { 'content-length': HUGE.length } });
      upload.on('error', () => undefined);
      upload.write(HUGE);
      return () => void upload.destroy();
    },
  },
  {
    it: 'with a hash that was signed',
    begin: (at: GatewayHost) => {
      const ending = new AbortController();
      clientOf('s3', undefined, at)
        .then((s3) => s3.send(new PutObjectCommand({ Bucket, Key, Body: HUGE }), { abortSignal: ending.signal }))
        .catch(() => undefined);
      return () => ending.abort();
    },
  },
])('an upload that breaks off is no mistake of the gateway ($it)', async ({ begin }) => {
  const begun = Promise.withResolvers<void>();
  const broken = Promise.withResolvers<void>();
  const handle = async ({ body }: GatewayRequest): Promise<GatewayResponse> => {
    body.once('data', () => begun.resolve()).once('close', () => broken.resolve());
    return { status: 200, body: await text(body) };
  };
  const reading = await hostGateway(() => [{ signingName: 's3', protocol: 'rest-xml', largestBody: () => 0, handle }]);
  const end = begin(reading);
  await begun.promise;
  end();
  await broken.promise;
  await setImmediate();
  expect(reading.lines).toEqual([]);
  await reading.close();
});
