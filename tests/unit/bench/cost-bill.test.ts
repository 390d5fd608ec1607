import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { dollarsOf, expressUsage, LIST_PRICES, transitionsOf } from '../../../bench/cost/bill.ts';

const history = (...types: NonNullable<HistoryEvent['type']>[]) =>
  types.map((type, index) => ({ id: index + 1, timestamp: new Date(0), type }));

it.each<[string, number, HistoryEvent[]]>([
  [
    'a state of each kind',
    3,
    history('ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'PassStateEntered', 'ChoiceStateEntered'),
  ],
  [
    'a task that is retried twice',
    3,
    history('TaskStateEntered', 'TaskScheduled', 'TaskFailed', 'TaskScheduled', 'TaskFailed', 'TaskScheduled'),
  ],
  ['a Map that is retried', 2, history('MapStateEntered', 'MapStateStarted', 'MapStateFailed', 'MapStateStarted')],
  ['a task whose arguments cannot be evaluated', 1, history('TaskStateEntered', 'EvaluationFailed')],
])('%s: %i transitions', (_, transitions, events) => {
  expect(transitionsOf(events)).toBe(transitions);
});

const logged = (type: string, execution: string, event_timestamp: number) => ({
  type,
  execution_arn: execution,
  event_timestamp,
});

it('an Express execution counts as a request and its time, rounded up to 100 ms, in 64 MB', () => {
  const events = [
    logged('ExecutionStarted', 'a', 1000),
    logged('ExecutionStarted', 'b', 1000),
    logged('TaskStateEntered', 'a', 1001),
    logged('ExecutionSucceeded', 'b', 1100),
    logged('ExecutionTimedOut', 'a', 1901),
  ];
  expect(expressUsage(events)).toEqual({ requests: 2, gbSeconds: (1.0 + 0.1) / 16 });
});

it('the example of the price page: a hundred million workflows of ten seconds, before the lower prices', () => {
  const usage = { transitions: 0, requests: 100e6, gbSeconds: 62_500_000 };
  expect(dollarsOf(usage, LIST_PRICES)).toBeCloseTo(100 + 17_361.11 * 0.06, 0);
  expect(dollarsOf({ transitions: 1e6, requests: 0, gbSeconds: 0 }, LIST_PRICES)).toBeCloseTo(25);
});
