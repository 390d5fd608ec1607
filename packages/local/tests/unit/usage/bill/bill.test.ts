import { describe, expect, it } from 'vitest';
import { billOf, monthly } from '#local/usage/bill/bill.ts';
import { RATES } from '#local/usage/bill/rates.ts';
import { byType } from '#local/usage/bill/workflow-type.ts';
import type { Usage } from '#local/usage/meter.ts';

const arn = (name: string) => `arn:aws:states:us-east-1:000000000000:execution:${name}:1`;
const parent = {
  ...{ executionArn: arn('parent'), kind: 'STANDARD' as const, begunAt: 0, endedAt: 12_345 },
  states: {
    Resize: { 'states.transition': 2, 'lambda.request': 1, 'lambda.arm64.mb-ms': 1_769 * 1_001, 's3.put': 3 },
    Call: { 'states.transition': 1 },
  },
};
const child = {
  ...{ executionArn: arn('child'), kind: 'EXPRESS' as const, begunAt: 10, endedAt: 510 },
  parent: { executionArn: arn('parent'), state: 'Call' },
  states: {
    '': { 'states.express.request': 1, 'states.express.step': 5 },
    Read: { 'states.express.transition': 1, 'dynamodb.read-unit': 0.5 },
  },
};
const usage: Usage = { since: 0, executions: [parent, child], other: {} };

describe('a bill', () => {
  const bill = billOf(usage, RATES);

  it('is what the price pages say, line by line', () => {
    const lines = Object.fromEntries(bill.lines.map(({ kind, dollars }) => [kind, dollars]));
    const expected = {
      'states.transition': (3 / 1_000) * 0.025,
      'states.express.request': 1 / 1e6,
      // Half a second with 64 MB, of $0.06 for an hour with 1,024 MB.
      'states.express.step': (0.5 / 3_600) * (64 / 1_024) * 0.06,
      'lambda.request': 0.2 / 1e6,
      'lambda.arm64.mb-ms': (1_769 / 1_024) * 1.001 * 0.0000133334,
      's3.put': (3 / 1_000) * 0.005,
      'dynamodb.read-unit': (0.5 / 1e6) * 0.125,
    };
    expect(Object.keys(lines)).toEqual(Object.keys(expected));
    for (const [kind, dollars] of Object.entries(expected)) expect(lines[kind]).toBeCloseTo(dollars, 12);
    expect(bill.dollars).toBeCloseTo(
      Object.values(expected).reduce((sum, dollars) => sum + dollars, 0),
      12,
    );
  });

  it('tells services and states apart; what a child uses is of the state that called it', () => {
    expect(Object.keys(bill.byService)).toEqual(['Step Functions', 'Lambda', 'S3', 'DynamoDB']);
    expect(bill.byState.map(({ state }) => state)).toEqual(['Resize', 'Call']);
    const [resize, call] = bill.byState;
    expect((resize?.dollars ?? 0) + (call?.dollars ?? 0)).toBeCloseTo(bill.dollars, 12);
  });

  it('of a child alone belongs to its own states', () => {
    const alone = billOf({ ...usage, executions: [child] }, RATES);
    expect(alone.byState.map(({ state }) => state)).toEqual(['(child)', 'Read']);
  });

  it('of nothing is nothing', () => {
    expect(billOf({ since: 0, executions: [], other: {} }, RATES)).toEqual({
      ...{ lines: [], byService: {}, byState: [], dollars: 0 },
    });
  });

  it('of a month takes off what is free', () => {
    const transitions = billOf({ since: 0, executions: [], other: { 0: { 'states.transition': 16 } } }, RATES);
    expect(monthly(transitions, 250, RATES)).toBe(0);
    expect(monthly(transitions, 1_250, RATES)).toBeCloseTo(16 * 1_000 * 0.000025, 9);
  });
});

describe('Standard and Express beside each other', () => {
  it('an execution of 12.345 s with three transitions', () => {
    const { standard, express } = byType(parent, RATES);
    expect(standard).toBeCloseTo(0.000075, 12);
    expect(express).toBeCloseTo(1e-6 + (12.4 / 3_600) * (64 / 1_024) * 0.06, 12);
  });
  it.each([
    ['longer than five minutes', { ...parent, endedAt: 300_001 }],
    ['that runs', { ...parent, endedAt: undefined }],
  ])('one %s cannot be Express', (_name, execution) => {
    expect(byType(execution, RATES).express).toBeUndefined();
  });
});
