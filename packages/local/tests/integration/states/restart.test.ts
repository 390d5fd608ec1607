import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hostStates } from '#tests/integration/states/host.ts';

const roleArn = 'arn:aws:iam::000000000000:role/workflow';
const definition = JSON.stringify({
  StartAt: 'Choose',
  States: {
    Choose: {
      Type: 'Choice',
      Choices: [{ Variable: '$.pause', BooleanEquals: true, Next: 'Pause' }],
      Default: 'Done',
    },
    Pause: { Type: 'Wait', Seconds: 600, Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
});

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'darkroom-states-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

it('keeps machines and finished executions; what was running when it was killed is ABORTED', async () => {
  const first = await hostStates({ dataDir });
  const created = await first.client.send(new CreateStateMachineCommand({ name: 'm', definition, roleArn }));
  const { stateMachineArn } = created;
  const start = (name: string, pause: boolean) =>
    first.client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify({ pause }) }));
  const done = await start('done', false);
  const paused = await start('paused', true);
  await vi.waitFor(async () => {
    const { events } = await first.client.send(
      new GetExecutionHistoryCommand({ executionArn: paused.executionArn, maxResults: 10 }),
    );
    expect(events?.at(-1)?.type).toBe('WaitStateEntered');
  });
  await first.kill();

  await using second = await hostStates({ dataDir });
  const { client } = second;
  const machine = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(machine).toMatchObject({ definition, creationDate: created.creationDate });
  const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
  expect(executions?.map(({ name, status }) => [name, status])).toEqual([
    ['paused', 'ABORTED'],
    ['done', 'SUCCEEDED'],
  ]);
  const described = await client.send(new DescribeExecutionCommand({ executionArn: paused.executionArn }));
  expect(described).toMatchObject({
    input: '{"pause":true}',
    cause: 'The execution was running when the local system stopped.',
  });
  const ended = await client.send(new DescribeExecutionCommand({ executionArn: done.executionArn }));
  expect(ended).toMatchObject({ output: '{"pause":false}' });
  const history = await client.send(new GetExecutionHistoryCommand({ executionArn: paused.executionArn }));
  expect(history.events?.map(({ id, type }) => [id, type])).toEqual([
    [1, 'ExecutionStarted'],
    [2, 'ChoiceStateEntered'],
    [3, 'ChoiceStateExited'],
    [4, 'WaitStateEntered'],
    [5, 'ExecutionAborted'],
  ]);
  await expect(
    client.send(new StartExecutionCommand({ stateMachineArn, name: 'done', input: '{}' })),
  ).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
});

it('tells the token of a task that ended with the system from one that was never given', async () => {
  const first = await hostStates({ dataDir });
  const waiting = JSON.stringify({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
        End: true,
      },
    },
  });
  const { stateMachineArn } = await first.client.send(
    new CreateStateMachineCommand({ name: 'asks', definition: waiting, roleArn }),
  );
  await first.client.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
  const taskToken = await vi.waitFor(() => {
    const token = first.calls[0]?.taskToken;
    if (token === undefined) throw new Error('It has not asked yet.');
    return token;
  });
  await first.kill();

  await using second = await hostStates({ dataDir });
  const answer = (token: string) => second.client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
  await expect(answer(taskToken)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  await expect(answer('made-up')).rejects.toMatchObject({ name: 'InvalidToken' });
});
