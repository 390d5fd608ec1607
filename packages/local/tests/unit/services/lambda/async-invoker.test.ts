import type { Clock } from '@safelight/asl/clock';
import { expect, it } from 'vitest';
import { tooManyRequests } from '#services/lambda/errors.ts';
import { createAsyncInvoker } from '#services/lambda/events/async-invoker.ts';
import type { Delivery } from '#services/lambda/events/delivery.ts';
import { defaultInvokeConfig } from '#services/lambda/events/invoke-config.ts';
import { accepted } from '#services/lambda/events/pending-event.ts';
import type { ExecutedInvocation } from '#services/lambda/invocation/executor.ts';
import { lambdaFunction } from '#tests/support/lambda-function.ts';

const ok: ExecutedInvocation = { status: 'success', payload: Buffer.from('"done"'), logTail: '' };
const failure: ExecutedInvocation = {
  status: 'error',
  payload: Buffer.from('{"errorType":"RangeError","errorMessage":"too wide"}'),
  logTail: '',
};
type Answer = ExecutedInvocation | 'throttled';

const destinations = { onSuccess: 'arn:ok', onFailure: 'arn:failed' };

/** Runs one event against answers given in advance; sleeping takes no time but is noted. */
async function run(answers: readonly Answer[], config: Partial<typeof defaultInvokeConfig> = {}, refused?: string) {
  const metrics: (readonly [string, number])[] = [];
  let now = 0;
  const waits: number[] = [];
  const deliveries: Delivery[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: async (ms) => {
      waits.push(ms);
      now += ms;
    },
  };
  const left = [...answers];
  const invokeLater = createAsyncInvoker({
    clock,
    config: () => ({ ...defaultInvokeConfig, ...destinations, ...config }),
    deliver: async (delivery) => {
      if (delivery.targetArn === refused) throw new Error('refused');
      deliveries.push(delivery);
    },
    log: () => undefined,
    record: ({ name, value }) => void metrics.push([name, value]),
    invoke: async () => {
      const answer = left.shift() ?? 'throttled';
      if (answer === 'throttled') throw tooManyRequests('ConcurrentInvocationLimitExceeded');
      return answer;
    },
  });
  const lambda = lambdaFunction('notify', { deadLetterArn: 'arn:dead' });
  const pending = accepted('notify', { requestId: 'r-1', traceId: '', event: Buffer.from('{"n":1}') }, clock.now());
  await invokeLater(lambda, pending, { note: () => undefined, stopped: new AbortController().signal });
  const sent = deliveries.map(({ targetArn, body, attributes }) => ({ targetArn, body: JSON.parse(body), attributes }));
  return { waits, sent, unused: left.length, metrics };
}

it.each<[string, readonly Answer[], readonly number[], string, number]>([
  ['succeeds at once', [ok], [], 'Success', 1],
  ['succeeds at the third attempt', [failure, failure, ok], [60_000, 120_000], 'Success', 3],
  ['fails three times', [failure, failure, failure, ok], [60_000, 120_000], 'RetriesExhausted', 3],
  ['is throttled for a while', ['throttled', 'throttled', 'throttled', ok], [1000, 2000, 4000], 'Success', 1],
])('an event that %s', async (_, answers, waits, condition, approximateInvokeCount) => {
  const result = await run(answers);
  expect(result.waits).toEqual(waits);
  expect(result.sent[0]).toMatchObject({
    targetArn: condition === 'Success' ? 'arn:ok' : 'arn:failed',
    body: {
      version: '1.0',
      requestContext: { condition, approximateInvokeCount, requestId: 'r-1' },
      requestPayload: { n: 1 },
      responsePayload: condition === 'Success' ? 'done' : { errorType: 'RangeError' },
    },
  });
});

it('an event that failed for good also goes to the dead-letter queue, as it was', async () => {
  const { sent } = await run([failure], { retryAttempts: 0 });
  expect(sent[1]).toEqual({
    targetArn: 'arn:dead',
    body: { n: 1 },
    attributes: { RequestID: 'r-1', ErrorCode: '200', ErrorMessage: 'too wide' },
  });
});

it('an event that is throttled until it is too old is given up', async () => {
  const { waits, sent } = await run([], { maximumAgeSeconds: 60 });
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
  expect(sent[0]).toMatchObject({
    targetArn: 'arn:failed',
    body: { requestContext: { condition: 'EventAgeExceeded' } },
  });
  expect(sent[0]?.body).not.toHaveProperty('responsePayload');
});

// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#asynchronous-invocation-metrics
it.each<[string, readonly Answer[], string | undefined, readonly (readonly [string, number])[]]>([
  ['comes through', [ok], undefined, [['AsyncEventAge', 0]]],
  [
    'comes through late',
    [failure, ok],
    undefined,
    [
      ['AsyncEventAge', 0],
      ['AsyncEventAge', 60_000],
    ],
  ],
  [
    'is dropped, and its destination cannot be reached',
    [failure],
    'arn:failed',
    [
      ['AsyncEventAge', 0],
      ['AsyncEventsDropped', 1],
      ['DestinationDeliveryFailures', 1],
    ],
  ],
  [
    'is dropped, and its dead-letter queue cannot be reached',
    [failure],
    'arn:dead',
    [
      ['AsyncEventAge', 0],
      ['AsyncEventsDropped', 1],
      ['DeadLetterErrors', 1],
    ],
  ],
])('an event that %s is measured', async (_, answers, refused, expected) => {
  const { metrics } = await run(answers, { retryAttempts: answers.length - 1 }, refused);
  expect(metrics).toEqual(expected);
});
