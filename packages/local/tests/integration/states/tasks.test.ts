import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  UpdateMapRunCommand,
} from '@aws-sdk/client-sfn';
import { expect, it, vi } from 'vitest';
import { hostStates } from '#tests/integration/states/host.ts';

const roleArn = 'arn:aws:iam::000000000000:role/workflow';

async function start(client: SFNClient, definition: object, input: object = {}) {
  const created = new CreateStateMachineCommand({ name: 'm', roleArn, definition: JSON.stringify(definition) });
  const { stateMachineArn } = await client.send(created);
  return client.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
}

const ended = (client: SFNClient, executionArn: string | undefined) =>
  vi.waitFor(
    async () => {
      const described = await client.send(new DescribeExecutionCommand({ executionArn }));
      expect(described.status).not.toBe('RUNNING');
      return described;
    },
    { timeout: 5000, interval: 5 },
  );

const approval = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
      End: true,
    },
  },
};

it('a callback ends with what is sent for its token, once', async () => {
  await using host = await hostStates();
  const { client, calls } = host;
  const { executionArn } = await start(client, approval);
  await expect.poll(() => calls).toHaveLength(1);
  const taskToken = calls[0]?.taskToken;
  expect(calls[0]).toMatchObject({ parameters: { MessageBody: { token: taskToken } }, roleArn });
  await client.send(new SendTaskHeartbeatCommand({ taskToken }));
  await expect(client.send(new SendTaskSuccessCommand({ taskToken, output: '{' }))).rejects.toMatchObject({
    name: 'InvalidOutput',
  });
  await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"by": "Ada"}' }));
  expect(await ended(client, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"by":"Ada"}' });
  await expect(client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))).rejects.toMatchObject({
    name: 'TaskTimedOut',
  });
  await expect(client.send(new SendTaskHeartbeatCommand({ taskToken: 'made-up' }))).rejects.toMatchObject({
    name: 'InvalidToken',
  });
});

it('a callback fails with the error that is sent', async () => {
  await using host = await hostStates();
  const { client, calls } = host;
  const { executionArn } = await start(client, approval);
  await expect.poll(() => calls).toHaveLength(1);
  await client.send(new SendTaskFailureCommand({ taskToken: calls[0]?.taskToken, error: 'Refused', cause: 'no' }));
  expect(await ended(client, executionArn)).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'no' });
});

it('a worker takes the task of an activity and answers it', async () => {
  await using host = await hostStates();
  const { client } = host;
  const { activityArn } = await client.send(new CreateActivityCommand({ name: 'print' }));
  const polled = client.send(new GetActivityTaskCommand({ activityArn, workerName: 'press' }));
  const state = { Type: 'Task', Resource: activityArn, End: true };
  const { executionArn } = await start(client, { StartAt: 'Print', States: { Print: state } }, { sheet: 7 });
  const { taskToken, input } = await polled;
  expect(input).toBe('{"sheet":7}');
  await client.send(new SendTaskSuccessCommand({ taskToken, output: '"printed"' }));
  expect(await ended(client, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"printed"' });
  const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events?.find(({ type }) => type === 'ActivityStarted')).toMatchObject({
    activityStartedEventDetails: { workerName: 'press' },
  });
});

it.each(['STANDARD', 'EXPRESS'])('a distributed Map keeps its map run; children are %s', async (ExecutionType) => {
  await using host = await hostStates();
  const { client } = host;
  const ItemProcessor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
    StartAt: 'Item',
    States: { Item: { Type: 'Pass', End: true } },
  };
  const state = { Type: 'Map', Label: 'each', ItemsPath: '$.items', ItemProcessor, End: true };
  const { executionArn } = await start(client, { StartAt: 'Map', States: { Map: state } }, { items: [1, 2, 3] });
  expect(await ended(client, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,3]' });
  const { mapRuns } = await client.send(new ListMapRunsCommand({ executionArn }));
  const mapRunArn = mapRuns?.[0]?.mapRunArn;
  const described = await client.send(new DescribeMapRunCommand({ mapRunArn }));
  expect(described).toMatchObject({ executionArn, status: 'SUCCEEDED', itemCounts: { total: 3, succeeded: 3 } });

  const { executions = [] } = await client.send(new ListExecutionsCommand({ mapRunArn }));
  expect(executions).toHaveLength(ExecutionType === 'STANDARD' ? 3 : 0);
  for (const child of executions) {
    const { input, output, mapRunArn: of } = await ended(client, child.executionArn);
    expect({ input, of }).toEqual({ input: output, of: mapRunArn });
  }
});

it('a map run under way takes other limits', async () => {
  await using host = await hostStates();
  const { client, calls } = host;
  const ItemProcessor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Ask',
    States: approval.States,
  };
  const state = { Type: 'Map', MaxConcurrency: 1, ItemProcessor, End: true };
  const { executionArn } = await start(client, { StartAt: 'Map', States: { Map: state } }, [1, 2, 3]);
  await expect.poll(() => calls).toHaveLength(1);
  const { mapRuns } = await client.send(new ListMapRunsCommand({ executionArn }));
  const mapRunArn = mapRuns?.[0]?.mapRunArn;
  await client.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 3, toleratedFailurePercentage: 50 }));
  await expect.poll(() => calls).toHaveLength(3);
  const described = await client.send(new DescribeMapRunCommand({ mapRunArn }));
  expect(described).toMatchObject({ maxConcurrency: 3, toleratedFailurePercentage: 50, status: 'RUNNING' });
  const [first, ...others] = calls.map(({ taskToken }) => taskToken);
  await client.send(new SendTaskFailureCommand({ taskToken: first, error: 'No' }));
  for (const taskToken of others) await client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));
  expect(await ended(client, executionArn)).toMatchObject({ status: 'SUCCEEDED' });
  await expect(client.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 1 }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});
