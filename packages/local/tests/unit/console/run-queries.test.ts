import type { SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { createRunQueries, subjectOf } from '#local/console/run-queries.ts';

describe('what an execution is about', () => {
  it.each([
    ['a photo', '{"detail":{"object":{"key":"a b.jpg"}}}', 'a b.jpg'],
    ['an order', '{"orderId":"o-1","version":1}', 'o-1'],
    ['something else', '{"n":1}', undefined],
    ['a list', '[1]', undefined],
    ['nothing that is told', undefined, undefined],
  ])('%s', (_, input, expected) => expect(subjectOf(input)).toBe(expected));
});

describe('the newest executions', () => {
  it('are asked for their inputs once, and of Standard machines only', async () => {
    const asked: string[] = [];
    const states = { send: async (command: object) => answerTo(command.constructor.name, asked) };
    const runs = createRunQueries(states as unknown as SFNClient);
    await runs.newest(10);
    expect(await runs.newest(10)).toMatchObject([{ executionArn: 'arn:2' }, { executionArn: 'arn:1', subject: 'o-1' }]);
    expect(asked.filter((name) => name === 'DescribeExecutionCommand')).toHaveLength(2);
    expect(asked.filter((name) => name === 'ListExecutionsCommand')).toHaveLength(2);
  });
});

function answerTo(name: string, asked: string[]): object {
  asked.push(name);
  if (name === 'ListStateMachinesCommand') return { stateMachines: [{ type: 'STANDARD' }, { type: 'EXPRESS' }] };
  if (name === 'DescribeExecutionCommand') return { input: '{"orderId":"o-1"}' };
  return {
    executions: [
      { executionArn: 'arn:1', startDate: new Date(1) },
      { executionArn: 'arn:2', startDate: new Date(2) },
    ],
  };
}
