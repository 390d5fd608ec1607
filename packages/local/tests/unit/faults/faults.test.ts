import { Readable } from 'node:stream';
import { systemClock } from '@safelight/asl/clock';
import { systemIds } from '@safelight/asl/identity';
import { describe, expect, it } from 'vitest';
import type { GatewayRequest, Service } from '#gateway/service.ts';
import { strickenDeliveries } from '#local/faults/deliveries.ts';
import { parseFault } from '#local/faults/fault.ts';
import { createFaults, strickenService } from '#local/faults/faults.ts';
import { strickenInvocations } from '#local/faults/invocations.ts';
import type { Delivery } from '#services/eventbridge/delivery/queue.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

const lines: string[] = [];
const faultsOf = (texts: readonly string[], random = 0) =>
  createFaults({ faults: texts.map(parseFault), random: { next: () => random }, log: (line) => lines.push(line) });

const waits: number[] = [];
const clock = { ...systemClock, sleep: async (ms: number) => void waits.push(ms) };

const request = (more: Partial<GatewayRequest>): GatewayRequest => ({
  id: 'r',
  method: 'GET',
  rawPath: '/darkroom-dev-source/a.jpg',
  query: new URLSearchParams(),
  headers: {},
  body: Readable.from([]),
  trailers: {},
  principal: { kind: 'developer', arn: 'arn' },
  endpoint: '',
  ...more,
});

const answer = (signingName: string, faults: ReturnType<typeof faultsOf>, more: Partial<GatewayRequest> = {}) => {
  const service: Service = {
    signingName,
    protocol: 'json-1.0',
    largestBody: () => 0,
    handle: async () => ({ status: 200 }),
  };
  return strickenService(service, faults, clock)
    .handle(request(more))
    .then(
      ({ status }) => status,
      (error) => error.code,
    );
};

describe('requests', () => {
  const updateItem = { headers: { 'x-amz-target': 'DynamoDB_20120810.UpdateItem' } };
  const header = (value: string) => ({ headers: { 'x-local-fault': value } });

  it.each([
    ['a bucket that is meant', 's3', ['s3:source:503'], {}, 'SlowDown'],
    ['another bucket', 's3', ['s3:output:503'], {}, 200],
    ['a bucket as host', 's3', ['s3:output:503'], { headers: { host: 'lab-output.s3.localhost:1' } }, 'SlowDown'],
    ['another service', 'sqs', ['s3:*:503'], {}, 200],
    ['a table', 'dynamodb', ['dynamodb:*:throttle'], updateItem, 'ProvisionedThroughputExceededException'],
    ['another operation', 'dynamodb', ['dynamodb:GetItem:throttle'], updateItem, 200],
    ['the request that asks for it', 's3', [], header('s3:*:503'), 'SlowDown'],
    ['a header for another service', 's3', [], header('dynamodb:*:throttle'), 200],
    ['a header that says nothing', 's3', [], header('s3:*:nonsense'), 'InvalidArgument'],
    ['a function, which is struck when it is invoked', 'lambda', ['lambda:*:throttle'], {}, 200],
  ])('%s', async (_, service, texts, more, expected) => {
    expect(await answer(service, faultsOf(texts), more)).toBe(expected);
  });

  it('come later', async () => {
    waits.length = 0;
    expect(await answer('s3', faultsOf(['s3:*:delay=2s']))).toBe(200);
    expect(waits).toEqual([2_000]);
  });

  it.each([
    [0.09, 'SlowDown'],
    [0.1, 200],
  ])('at a rate of 0.1, by a draw of %d: %s', async (drawn, expected) => {
    expect(await answer('s3', faultsOf(['s3:*:503@0.1'], drawn))).toBe(expected);
  });

  it('that another led to are not struck by its header', async () => {
    const faults = faultsOf([]);
    const outer = request(header('s3:inner:503'));
    const led = () => answer('s3', faults, { rawPath: '/inner/a.jpg' });
    expect(await faults.during(outer, led)).toBe(200);
    expect(await faults.during(outer, async () => faults.strike('inner', () => true).length)).toBe(1);
  });

  it('that are struck are told of', async () => {
    lines.length = 0;
    await answer('s3', faultsOf(['s3:source:503']));
    expect(lines).toEqual(['Fault: s3:source:503 strikes darkroom-dev-source']);
  });
});

describe('invocations', () => {
  const invoke = (text: string) =>
    strickenInvocations(
      faultsOf([text]),
      clock,
    )({ name: 'lab-image-resize' } as LambdaFunction).catch((error) => error.code);

  it.each([
    ['lambda:resize:error', 'crash'],
    ['lambda:resize:throttle', 'TooManyRequestsException'],
    ['lambda:resize:delay=2s', undefined],
    ['lambda:convert:error', undefined],
    ['dynamodb:*:throttle', undefined],
  ])('%s: %s', async (text, expected) => expect(await invoke(text)).toBe(expected));
});

describe('deliveries of events', () => {
  async function delivered(text: string, ids: readonly string[]) {
    const seen: string[] = [];
    const ports = {
      deliver: async ({ id }: Delivery) => void seen.push(id),
      sendToDeadLetterQueue: async () => {},
      report: () => {},
    };
    const never = { ...systemClock, sleep: () => new Promise<void>(() => {}) };
    const draws = [0, 1, 1, 1];
    const random = { next: () => draws.shift() ?? 1 };
    const faults = createFaults({ faults: [parseFault(`${text}@0.5`)], random, log: () => {} });
    const { deliver } = strickenDeliveries(ports, { faults, clock: never, ids: systemIds });
    await Promise.all(ids.map((id) => deliver({ id, target: { Arn: 'arn' } } as Delivery)));
    return seen;
  }

  it.each([
    ['events:duplicate', ['a'], ['a', 'a']],
    ['events:reorder', ['a', 'b', 'c'], ['b', 'c', 'a']],
  ])('%s', async (text, ids, expected) => {
    const seen = await delivered(text, ids);
    expect(seen.toSorted()).toEqual(expected.toSorted());
    expect(seen.indexOf('a')).toBe(expected.indexOf('a'));
  });
});
