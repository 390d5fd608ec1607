import type { SFNClient } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { describeMapRun } from '#local/console/queries/map-run.ts';

/** Failed children by number: every third by a jam. */
const errorOf = (n: number) => (n % 3 === 0 ? 'Paper.Jam' : 'Paper.Out');

function mapRun(failed: number) {
  const answers: Record<string, (input: Record<string, string>) => object> = {
    DescribeMapRunCommand: ({ mapRunArn }) => ({ $metadata: {}, mapRunArn, status: 'FAILED' }),
    ListExecutionsCommand: () => ({
      executions: Array.from({ length: failed }, (_, n) => ({ executionArn: `child:${n}` })),
    }),
    DescribeExecutionCommand({ executionArn = '' }) {
      return { executionArn, error: errorOf(Number(executionArn.split(':')[1])), cause: `of ${executionArn}` };
    },
  };
  const send = async (command: { readonly input: Record<string, string> }) =>
    answers[command.constructor.name]?.(command.input) ?? {};
  return describeMapRun({ send } as unknown as SFNClient, 'run');
}

it.each([
  [0, []],
  [
    7,
    [
      { error: 'Paper.Out', count: 4, executionArn: 'child:1', cause: 'of child:1' },
      { error: 'Paper.Jam', count: 3, executionArn: 'child:0', cause: 'of child:0' },
    ],
  ],
])('a map run with %d failed children tells them by reason, the most frequent first', async (failed, reasons) => {
  expect(await mapRun(failed)).toEqual({
    mapRun: { mapRunArn: 'run', status: 'FAILED' },
    reasons,
    lookedAt: failed,
  });
});
