import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { parseMocks } from '@safelight/asl/testing/mocks';
import { type MachineRun, type RunOptions, runStateMachine } from '@safelight/asl/testing/run-state-machine';
import { describe, expect, it } from 'vitest';
import { VisitReader } from '#local/console/history/read-visits.ts';
import { testFileOf } from '#local/console/history/test-file.ts';

const TRY_AGAIN = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }];
const call = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage',
  Retry: TRY_AGAIN,
  ...more,
});
const machine = {
  StartAt: 'Call',
  States: {
    Call: call({ Next: 'Each' }),
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: { StartAt: 'One', States: { One: call({ TimeoutSeconds: 5, End: true }) } },
      End: true,
    },
  },
};

function testFile({ history, status, failure }: MachineRun, input: object) {
  const reader = new VisitReader();
  for (const event of history) reader.read(event as unknown as HistoryEvent);
  return testFileOf({ input: JSON.stringify(input), status, error: failure?.error }, reader.visits);
}

describe('an execution as a test file', () => {
  const items = { result: { items: [1, 2, 3] } };
  it.each<[string, NonNullable<RunOptions['mocks']>, object, object]>([
    [
      'one answer for every call',
      { Call: items, One: { result: 7 } },
      { Call: items, One: { result: 7 } },
      { status: 'SUCCEEDED' },
    ],
    [
      'errors that were tried again, in their order',
      { Call: [{ error: 'Busy', cause: 'try again', repeat: 2 }, items], One: { result: {} } },
      { Call: [{ error: 'Busy', cause: 'try again', repeat: 2 }, items] },
      { status: 'SUCCEEDED' },
    ],
    [
      'an end by an error',
      { Call: { error: 'Refused' } },
      { Call: { error: 'Refused' } },
      { status: 'FAILED', error: 'Refused' },
    ],
    [
      'calls that never ended',
      { Call: items, One: { never: true } },
      { Call: items },
      { status: 'FAILED', error: 'States.Timeout' },
    ],
  ])('has %s, and runs again as it did', async (_name, mocks, states, expected) => {
    const run = await runStateMachine(machine, { mocks });
    const file = testFile(run, {});
    expect(file).toMatchObject({ input: {}, states, expect: expected });
    const again = await runStateMachine(machine, { mocks: parseMocks(JSON.stringify(file)).states ?? {} });
    expect([again.status, again.output, again.failure?.error]).toEqual([run.status, run.output, run.failure?.error]);
  });
});
