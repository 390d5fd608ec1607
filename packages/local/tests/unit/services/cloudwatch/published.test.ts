import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Datum } from '#local/metrics/metric.ts';
import { unmetered } from '#local/usage/meter.ts';
import { measured as measuredDeliveries } from '#services/eventbridge/delivery/measured.ts';
import type { DeadLetter, Delivery } from '#services/eventbridge/delivery/queue.ts';
import { tooManyRequests } from '#services/lambda/errors.ts';
import type { ExecutedInvocation } from '#services/lambda/invocation/executor.ts';
import { measured as measuredInvoke } from '#services/lambda/invocation/measured.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';
import type { RunRequest, RunResult } from '#services/states/executions/engine.ts';
import { measured as measuredRuns } from '#services/states/executions/measured.ts';

let data: Datum[];
beforeEach(() => {
  data = [];
});
const record = (datum: Datum) => void data.push(datum);
/** What was recorded, by name; the resource is the same for all. */
const recorded = () => Object.fromEntries(data.map(({ name, value }) => [name, value]));

describe('an invocation', () => {
  const lambda = { name: 'resize' } as LambdaFunction;
  const invocation = { requestId: '1', traceId: '', event: Buffer.of() };
  const result = (status: ExecutedInvocation['status'], durationMs?: number): ExecutedInvocation => ({
    ...{ status, payload: Buffer.of(), logTail: '' },
    ...(durationMs !== undefined && { durationMs }),
  });

  it.each([
    [
      'that succeeds',
      result('success', 12),
      { Invocations: 1, Errors: 0, Throttles: 0, ConcurrentExecutions: 1, Duration: 12 },
    ],
    [
      'that fails',
      result('error', 12),
      { Invocations: 1, Errors: 1, Throttles: 0, ConcurrentExecutions: 1, Duration: 12 },
    ],
    [
      'that times out',
      result('timeout', 12),
      { Invocations: 1, Errors: 1, Throttles: 0, ConcurrentExecutions: 1, Duration: 12 },
    ],
    ['whose environment dies', result('error'), { Invocations: 1, Errors: 1, Throttles: 0, ConcurrentExecutions: 1 }],
  ])('%s', async (_, answer, expected) => {
    await measuredInvoke(async () => answer, record, unmetered)(lambda, invocation);
    expect(recorded()).toEqual(expected);
    expect(data[0]).toMatchObject({ namespace: 'AWS/Lambda', dimensions: { FunctionName: 'resize' }, unit: 'Count' });
  });

  it('that is throttled is none', async () => {
    const refused = () => Promise.reject(tooManyRequests('ConcurrentInvocationLimitExceeded'));
    await expect(measuredInvoke(refused, record, unmetered)(lambda, invocation)).rejects.toThrow();
    expect(recorded()).toEqual({ Throttles: 1 });
  });

  it('beside another is concurrent', async () => {
    const invoke = measuredInvoke(async () => result('success'), record, unmetered);
    await Promise.all([invoke(lambda, invocation), invoke(lambda, invocation)]);
    await invoke(lambda, invocation);
    const concurrent = data.filter(({ name }) => name === 'ConcurrentExecutions').map(({ value }) => value);
    expect(concurrent).toEqual([1, 2, 1]);
  });
});

it.each([
  ['SUCCEEDED', 'ExecutionsSucceeded'],
  ['FAILED', 'ExecutionsFailed'],
  ['TIMED_OUT', 'ExecutionsTimedOut'],
  ['ABORTED', 'ExecutionsAborted'],
] as const)('an execution that ends as %s', async (status, metric) => {
  const clock = new ManualClock();
  const request = { identity: { stateMachineArn: 'arn:machine' } } as RunRequest;
  const ending: RunResult = status === 'SUCCEEDED' ? { status, output: '' } : { status };
  const engine = () => ({ done: clock.sleep(5_000).then(() => ending), stop: () => undefined });
  const { done } = measuredRuns(engine, record, clock)(request);
  expect(recorded()).toEqual({ ExecutionsStarted: 1, ExecutionThrottled: 0 });
  await clock.advance(5_000);
  await done;
  expect(recorded()).toMatchObject({ [metric]: 1, ExecutionTime: 5_000 });
  expect(data.every(({ dimensions }) => dimensions.StateMachineArn === 'arn:machine')).toBe(true);
});

describe('a delivery', () => {
  const delivery = { ruleArn: 'arn:aws:events:us-east-1:0:rule/bus/uploaded' } as Delivery;
  const letter = { delivery } as DeadLetter;
  const ports = {
    deliver: async () => undefined,
    sendToDeadLetterQueue: async () => undefined,
    report: () => undefined,
  };
  const failing = () => Promise.reject(new Error('refused'));

  it('that arrives', async () => {
    await measuredDeliveries(ports, record).deliver(delivery);
    expect(recorded()).toEqual({ Invocations: 1, FailedInvocations: 0 });
    expect(data[0]?.dimensions).toEqual({ RuleName: 'uploaded' });
  });

  it('that is given up, and kept', async () => {
    const measured = measuredDeliveries({ ...ports, deliver: failing }, record);
    await expect(measured.deliver(delivery)).rejects.toThrow();
    expect(recorded()).toEqual({});
    measured.gaveUp?.(delivery);
    await measured.sendToDeadLetterQueue(letter);
    expect(recorded()).toEqual({ Invocations: 1, FailedInvocations: 1, InvocationsSentToDlq: 1 });
  });

  it('that not even the dead-letter queue takes', async () => {
    const measured = measuredDeliveries({ ...ports, sendToDeadLetterQueue: failing }, record);
    await expect(measured.sendToDeadLetterQueue(letter)).rejects.toThrow();
    expect(recorded()).toEqual({ InvocationsFailedToBeSentToDlq: 1 });
  });
});
