import {
  DescribeMapRunCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Json } from '@safelight/asl/json';
import type { TaskCall } from '@safelight/asl/ports';
import { describe, expect, it, vi } from 'vitest';
import { hostStates, type StatesHost } from '#tests/integration/states/host.ts';
import { ended, isAt, lambda, never, only, PATIENCE, standing, start } from '#tests/integration/states/restarting.ts';
import { keptFolder } from '#tests/support/kept-folder.ts';

const kept = keptFolder();
const limited = { TimeoutSeconds: 60 };
const child = { StateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:child' };

/** What ends an execution before it has gone on, and how many seconds after its start. */
const ENDS: readonly (readonly [how: string, seconds: number, end: (host: StatesHost, arn: string) => void])[] = [
  ['is stopped', 1, ({ client }, executionArn) => client.send(new StopExecutionCommand({ executionArn }))],
  ['was out of time meanwhile', 61, ({ states }) => states.start()],
];

/** Jobs that never end: those that are waited for, and those that were given up. */
function jobs(hears = true) {
  const waiting: Json[] = [];
  const givenUp: Json[] = [];
  const completion = ({ signal }: TaskCall, submitted: Json): Promise<never> =>
    new Promise((_, reject) => {
      const giveUp = () => {
        givenUp.push(submitted);
        reject(signal.reason);
      };
      if (!hears) waiting.push(submitted);
      else if (signal.aborted) giveUp();
      else {
        waiting.push(submitted);
        signal.addEventListener('abort', giveUp);
      }
    });
  return { waiting, givenUp, completion };
}

const job = only({ Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync', Parameters: child }, limited);

describe.each(ENDS)('an execution that %s before it goes on', (_, seconds, end) => {
  it('has tokens that nobody can answer any more', async () => {
    const Parameters = { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' };
    const callback = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters };
    const first = await hostStates({ ...kept, clock: standing(0) });
    const executionArn = await start(first, only(callback, limited));
    await isAt(first, executionArn, 'TaskSubmitted');
    const taskToken = first.calls[0]?.taskToken;
    await first.kill();
    await using second = await hostStates({ ...kept, clock: standing(seconds), recovers: false });
    end(second, executionArn);
    await ended(second, executionArn);
    const late = second.client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('has its job stopped', async () => {
    const before = jobs();
    const first = await hostStates({ ...kept, clock: standing(0), completion: before.completion });
    const executionArn = await start(first, job);
    await vi.waitFor(() => expect(before.waiting).toEqual([child]), PATIENCE);
    await first.kill();
    const after = jobs();
    await using second = await hostStates({
      ...{ ...kept, clock: standing(seconds), recovers: false, completion: after.completion },
    });
    end(second, executionArn);
    await ended(second, executionArn);
    await vi.waitFor(() => expect(after.givenUp).toContainEqual(child), PATIENCE);
  });

  it('has its job stopped, also where the answer to its start is not known', async () => {
    const first = await hostStates({ ...kept, clock: standing(0), answer: never });
    const executionArn = await start(first, job);
    await vi.waitFor(() => expect(first.calls).toHaveLength(1), PATIENCE);
    await first.kill();
    const after = jobs();
    const answer = never;
    await using second = await hostStates({
      ...{ ...kept, clock: standing(seconds), recovers: false, completion: after.completion, answer },
    });
    end(second, executionArn);
    await ended(second, executionArn);
    await vi.waitFor(() => expect(after.givenUp).toContainEqual(null), PATIENCE);
  });

  it('has its map run and the children of that aborted, and both go on when it is redriven', async () => {
    const Work = { Type: 'Task', Resource: lambda, End: true };
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
    const definition = only(
      {
        ...{ Type: 'Map', QueryLanguage: 'JSONata', Items: '{% ["a", "b"] %}' },
        ItemProcessor: { ProcessorConfig, StartAt: 'Work', States: { Work } },
      },
      limited,
    );
    const first = await hostStates({ ...kept, clock: standing(0), answer: never });
    const executionArn = await start(first, definition);
    await vi.waitFor(() => expect(first.calls).toHaveLength(2), PATIENCE);
    await first.kill();
    await using second = await hostStates({ ...kept, clock: standing(seconds), recovers: false });
    end(second, executionArn);
    await ended(second, executionArn);
    const { mapRuns } = await second.client.send(new ListMapRunsCommand({ executionArn }));
    const mapRunArn = mapRuns?.[0]?.mapRunArn;
    const children = async () =>
      (await second.client.send(new ListExecutionsCommand({ mapRunArn }))).executions?.map(({ status }) => status);
    await vi.waitFor(async () => expect(await children()).toEqual(['ABORTED', 'ABORTED']), PATIENCE);
    const run = await second.client.send(new DescribeMapRunCommand({ mapRunArn }));
    expect(run).toMatchObject({ status: 'ABORTED', itemCounts: { running: 0 } });
    await second.client.send(new RedriveExecutionCommand({ executionArn }));
    expect(await ended(second, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '["a","b"]' });
    expect(await children()).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });
});

it('a job whose task was given up is stopped at the next start, where the process ended before that', async () => {
  const deaf = jobs(false);
  const first = await hostStates({ ...kept, completion: deaf.completion });
  const executionArn = await start(first, job);
  await vi.waitFor(() => expect(deaf.waiting).toHaveLength(1), PATIENCE);
  await first.client.send(new StopExecutionCommand({ executionArn }));
  await first.kill();
  const after = jobs();
  const second = await hostStates({ ...kept, completion: after.completion });
  await vi.waitFor(() => expect(after.givenUp).toEqual([child]), PATIENCE);
  const { events } = await second.client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events?.at(-1)?.type).toBe('ExecutionAborted');
  await second.kill();
  // Once: it is forgotten then.
  const last = jobs();
  await using third = await hostStates({ ...kept, completion: last.completion });
  await third.client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect([...last.waiting, ...last.givenUp]).toEqual([]);
});
