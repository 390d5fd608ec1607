import {
  DescribeExecutionCommand,
  RedriveExecutionCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { StatesError } from '@safelight/asl/error';
import { describe, expect, it, vi } from 'vitest';
import { hostStates } from '#tests/integration/states/host.ts';
import {
  create,
  ended,
  isAt,
  lambda,
  never,
  only,
  PATIENCE,
  standing,
  start,
  types,
} from '#tests/integration/states/restarting.ts';
import { keptFolder } from '#tests/support/kept-folder.ts';

const kept = keptFolder();

const bad = () => Promise.reject(new StatesError('Bad', 'luck'));

describe('a redriven execution', () => {
  const callAfter = (first: object) => ({
    StartAt: 'First',
    States: { First: { ...first, Next: 'Call' }, Call: { Type: 'Task', Resource: lambda, End: true } },
  });

  it('goes on where it was redriven from, with what it is redriven as', async () => {
    const definition = callAfter({ Type: 'Pass', Result: 'before' });
    const first = await hostStates({ ...kept, answer: bad });
    const executionArn = await start(first, definition);
    await ended(first, executionArn);
    await first.kill();

    const second = await hostStates({ ...kept, answer: never });
    await second.client.send(new RedriveExecutionCommand({ executionArn }));
    await vi.waitFor(() => expect(second.calls).toHaveLength(1), PATIENCE);
    await second.kill();

    await using third = await hostStates(kept);
    const described = await ended(third, executionArn);
    expect(described).toMatchObject({ status: 'SUCCEEDED', output: '"before"', redriveCount: 1 });
    expect(third.calls.map(({ parameters }) => parameters)).toEqual(['before']);
    const all = await types(third, executionArn);
    expect(all.filter((type) => /^Execution|^Pass/.test(type ?? ''))).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionFailed',
      'ExecutionRedriven',
      'ExecutionSucceeded',
    ]);
  });

  it('is redriven once more after it has failed once more', async () => {
    const first = await hostStates({ ...kept, answer: bad });
    const executionArn = await start(first, callAfter({ Type: 'Pass' }));
    await ended(first, executionArn);
    await first.client.send(new RedriveExecutionCommand({ executionArn }));
    await vi.waitFor(() => expect(first.calls).toHaveLength(2), PATIENCE);
    await ended(first, executionArn);
    await first.kill();
    await using second = await hostStates(kept);
    await second.client.send(new RedriveExecutionCommand({ executionArn }));
    expect(await ended(second, executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
  });
});

it('a map goes on with the items that it began with, and not with what its expression comes out as now', async () => {
  const Items = '{% [$uuid(), $uuid(), $uuid()] %}';
  const ItemProcessor = { StartAt: 'Call', States: { Call: { Type: 'Task', Resource: lambda, End: true } } };
  const definition = only({ Type: 'Map', Items, MaxConcurrency: 1, ItemProcessor }, { QueryLanguage: 'JSONata' });
  const first = await hostStates({
    ...kept,
    answer: ({ parameters }) => (first.calls.length < 2 ? parameters : never()),
  });
  const executionArn = await start(first, definition);
  await vi.waitFor(() => expect(first.calls).toHaveLength(2), PATIENCE);
  const [done, underWay] = first.calls.map(({ parameters }) => parameters);
  await first.kill();

  const second = await hostStates({
    ...kept,
    answer: ({ parameters }) => (second.calls.length < 2 ? parameters : never()),
  });
  await vi.waitFor(() => expect(second.calls).toHaveLength(2), PATIENCE);
  const [again, last] = second.calls.map(({ parameters }) => parameters);
  await second.kill();

  await using third = await hostStates(kept);
  const { output = '' } = await ended(third, executionArn);
  expect(again).toEqual(underWay);
  expect(third.calls.map(({ parameters }) => parameters)).toEqual([last]);
  expect(JSON.parse(output)).toEqual([done, underWay, last]);
});

describe('the time-out of a state', () => {
  const waiting = (more: object) =>
    only({
      ...{ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', TimeoutSeconds: 60 },
      ...{ Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' }, ...more },
    });

  it.each([
    [59, 'is not over', 'SUCCEEDED'],
    [61, 'is over', 'TIMED_OUT'],
  ])('that only waits for a token %s s after it began %s: it runs while the system is off', async (seconds, _, end) => {
    const first = await hostStates({ ...kept, clock: standing(0) });
    const executionArn = await start(first, waiting({}));
    await isAt(first, executionArn, 'TaskSubmitted');
    const taskToken = first.calls[0]?.taskToken;
    await first.kill();

    await using second = await hostStates({ ...kept, clock: standing(seconds) });
    if (end === 'SUCCEEDED') await second.client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    const described = await ended(second, executionArn);
    expect(described.status === 'SUCCEEDED' ? 'SUCCEEDED' : described.error).toBe(
      end === 'SUCCEEDED' ? end : 'States.Timeout',
    );
  });

  it('is caught and retried as it would have been', async () => {
    const Retry = [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 30, MaxAttempts: 1 }];
    const first = await hostStates({ ...kept, clock: standing(0) });
    const executionArn = await start(first, waiting({ Retry }));
    await isAt(first, executionArn, 'TaskSubmitted');
    await first.kill();
    const second = await hostStates({ ...kept, clock: standing(61) });
    await isAt(second, executionArn, 'TaskTimedOut');
    await second.kill();
    await using third = await hostStates({ ...kept, clock: standing(95) });
    await vi.waitFor(() => expect(third.calls).toHaveLength(1), PATIENCE);
    const taskToken = third.calls[0]?.taskToken;
    expect(taskToken).not.toBe(first.calls[0]?.taskToken);
    await third.client.send(new SendTaskSuccessCommand({ taskToken, output: '"late"' }));
    expect(await ended(third, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"late"' });
  });
});

it('executions of one machine go on beside each other, each once', async () => {
  const first = await hostStates({ ...kept, answer: never });
  const stateMachineArn = await create(first.client, only({ Type: 'Task', Resource: lambda }));
  const inputs = ['1', '2', '3'];
  const arns = await Promise.all(
    inputs.map(
      async (input) => (await first.client.send(new StartExecutionCommand({ stateMachineArn, input }))).executionArn,
    ),
  );
  await vi.waitFor(() => expect(first.calls).toHaveLength(3), PATIENCE);
  await first.kill();
  await using second = await hostStates(kept);
  for (const executionArn of arns) await ended(second, executionArn ?? '');
  expect(second.calls.map(({ parameters }) => parameters).toSorted()).toEqual([1, 2, 3]);
  const outputs = await Promise.all(
    arns.map(async (executionArn) => (await second.client.send(new DescribeExecutionCommand({ executionArn }))).output),
  );
  expect(outputs).toEqual(inputs);
});
