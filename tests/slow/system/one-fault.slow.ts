import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { parseFault } from '@safelight/local/faults/fault';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { startSystem, type TestLab } from '#tests/support/system.ts';

let system: TestLab;
beforeAll(async () => {
  system = await startSystem({ concurrency: 1, faults: [parseFault('lambda:orders-review:delay=1s')] });
}, 60_000);
afterAll(() => system.close());

/** Middleware of an SDK client that asks for a fault with every request. */
const asking =
  (fault: string) =>
  <Args extends { readonly request: unknown }, Result>(next: (args: Args) => Promise<Result>) =>
  (args: Args): Promise<Result> => {
    const { headers } = z.object({ headers: z.custom<Record<string, string>>() }).parse(args.request);
    headers['x-local-fault'] = fault;
    return next(args);
  };

const config = () => ({ ...system, maxAttempts: 1 });
function invoke(fault?: string) {
  const client = new LambdaClient(config());
  if (fault !== undefined) client.middlewareStack.add(asking(fault), { step: 'build' });
  const Payload = JSON.stringify({ orderId: 'none' });
  return client.send(new InvokeCommand({ FunctionName: 'darkroom-dev-orders-review', Payload }));
}

async function put(fault: string, Key: string): Promise<void> {
  const { names } = await system.lab();
  const s3 = new S3Client(config());
  s3.middlewareStack.add(asking(fault), { step: 'build' });
  await s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key, Body: 'no picture' }));
}

describe('one request asks for a fault by its header', () => {
  it.each([
    ['s3:source:503', { name: 'SlowDown', $metadata: { httpStatusCode: 503 } }],
    ['s3:source:nonsense', { name: 'InvalidArgument', $metadata: { httpStatusCode: 400 } }],
  ])('%s: refused', async (fault, error) => {
    await expect(put(fault, 'refused.txt')).rejects.toMatchObject(error);
  });

  it('its event arrives twice, which the workflow notices', async () => {
    await put('events:duplicate', 'twice.txt');
    const { states, names } = await system.lab();
    await vi.waitFor(
      async () => {
        const list = new ListExecutionsCommand({ stateMachineArn: names.imageProcessing, statusFilter: 'SUCCEEDED' });
        expect((await states.send(list)).executions).toHaveLength(2);
      },
      { timeout: 30_000, interval: 100 },
    );
  });

  it('the function that it invokes dies, or is throttled', async () => {
    const died = await invoke('lambda:*:error');
    expect(died.FunctionError).toBe('Unhandled');
    expect(JSON.parse(Buffer.from(died.Payload ?? []).toString())).toMatchObject({ errorType: 'Runtime.ExitError' });
    await expect(invoke('lambda:*:throttle')).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      Reason: 'ConcurrentInvocationLimitExceeded',
    });
  });
});

it('more functions at once than the account may run are throttled', async () => {
  const answers = await Promise.allSettled([invoke(), invoke()]);
  const refused = answers.filter(({ status }) => status === 'rejected');
  expect(refused).toMatchObject([{ reason: { name: 'TooManyRequestsException', message: 'Rate Exceeded.' } }]);
});
