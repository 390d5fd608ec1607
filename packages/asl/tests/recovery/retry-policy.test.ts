import { describe, expect, it } from 'vitest';
import type { Retrier } from '#asl/definition/types.ts';
import { DataLimitExceeded, OutputTooLarge, StatesError } from '#asl/error.ts';
import { decideRetry, matchesError, retryDelay } from '#asl/states/recovery/retry-policy.ts';
import fc from '#tests/support/fast-check.ts';

const HALF = { next: () => 0.5 };

describe('which errors a name stands for', () => {
  const heartbeat = new StatesError('States.Timeout', undefined, 'States.HeartbeatTimeout');

  it.each<[string, StatesError, boolean]>([
    ['States.ALL', new StatesError('Any.Thing'), true],
    ['States.ALL', new StatesError('States.Timeout'), true],
    ['States.ALL', new StatesError('States.Runtime'), false],
    ['States.ALL', new DataLimitExceeded('a task'), true],
    ['States.ALL', new OutputTooLarge('a state'), false],
    ['States.DataLimitExceeded', new DataLimitExceeded('a task'), true],
    ['States.Runtime', new StatesError('States.Runtime'), false],
    ['States.TaskFailed', new StatesError('Lambda.Unknown'), true],
    ['States.TaskFailed', new StatesError('States.Timeout'), false],
    ['States.Timeout', heartbeat, true],
    ['States.HeartbeatTimeout', heartbeat, true],
    ['States.HeartbeatTimeout', new StatesError('States.Timeout'), false],
    ['Mine', new StatesError('Mine'), true],
    ['Mine', new StatesError('mine'), false],
  ])('%s: %s', (name, error, expected) => {
    expect(matchesError(error, [name])).toBe(expected);
  });
});

describe('how long to wait', () => {
  it.each<[Partial<Retrier>, readonly number[]]>([
    [{}, [1, 2, 4, 8]],
    [{ IntervalSeconds: 3, BackoffRate: 1 }, [3, 3, 3]],
    [{ IntervalSeconds: 2, BackoffRate: 1.5 }, [2, 3, 4.5]],
    [{ IntervalSeconds: 5, MaxDelaySeconds: 12 }, [5, 10, 12, 12]],
    [{ IntervalSeconds: 4, JitterStrategy: 'FULL' }, [2, 4, 8]],
  ])('%j', (fields, delays) => {
    const retrier: Retrier = { ErrorEquals: ['States.ALL'], ...fields };
    expect(delays.map((_, attempt) => retryDelay(retrier, attempt, HALF))).toEqual(delays);
  });
});

describe('whether to try again', () => {
  const retriers: Retrier[] = [
    { ErrorEquals: ['Busy'], MaxAttempts: 2 },
    { ErrorEquals: ['Never'], MaxAttempts: 0 },
    { ErrorEquals: ['States.ALL'] },
  ];

  it.each<[string, readonly number[], object]>([
    ['Busy', [0, 0, 0], { kind: 'retry', index: 0, delaySeconds: 1 }],
    ['Busy', [1, 0, 3], { kind: 'retry', index: 0, delaySeconds: 2 }],
    ['Busy', [2, 0, 0], { kind: 'give up', index: 0 }],
    ['Never', [0, 0, 0], { kind: 'give up', index: 1 }],
    ['Other', [2, 0, 2], { kind: 'retry', index: 2, delaySeconds: 4 }],
    ['Other', [0, 0, 3], { kind: 'give up', index: 2 }],
  ])('%s after %j', (error, attempts, decision) => {
    expect(decideRetry(new StatesError(error), retriers, attempts, HALF)).toEqual(decision);
  });
});

describe('for any policy', () => {
  const retrier = fc.record(
    {
      ErrorEquals: fc.constant(['States.ALL']),
      IntervalSeconds: fc.integer({ min: 1, max: 1000 }),
      BackoffRate: fc.double({ min: 1, max: 10, noNaN: true }),
      MaxDelaySeconds: fc.integer({ min: 1, max: 5000 }),
      MaxAttempts: fc.integer({ min: 0, max: 20 }),
      JitterStrategy: fc.constantFrom('FULL' as const, 'NONE' as const),
    },
    { requiredKeys: ['ErrorEquals'] },
  );
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it('a delay is never negative, nor longer than its bound', () => {
    fc.assert(
      fc.property(retrier, fc.nat(20), random, (policy, attempt, next) => {
        const delay = retryDelay(policy, attempt, { next: () => next });
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(policy.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('delays grow without jitter', () => {
    fc.assert(
      fc.property(retrier, fc.nat(19), (policy, attempt) => {
        const plain: Retrier = { ...policy, JitterStrategy: 'NONE' };
        expect(retryDelay(plain, attempt + 1, HALF)).toBeGreaterThanOrEqual(retryDelay(plain, attempt, HALF));
      }),
    );
  });

  it('there are as many attempts as it says, and no more', () => {
    fc.assert(
      fc.property(retrier, (policy) => {
        let attempts = 0;
        while (decideRetry(new StatesError('E'), [policy], [attempts], HALF).kind === 'retry') attempts += 1;
        expect(attempts).toBe(policy.MaxAttempts ?? 3);
      }),
    );
  });
});
