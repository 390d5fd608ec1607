import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { StatesError } from '@safelight/asl/error';
import { isJsonObject } from '@safelight/asl/json';
import { expect, it, vi } from 'vitest';
import { hostStates } from '#tests/integration/states/host.ts';

const definition = JSON.stringify({
  StartAt: 'First',
  States: {
    First: { Type: 'Pass', Result: 'done', ResultPath: '$.first', Next: 'Call' },
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: { QueueUrl: 'q', 'MessageBody.$': '$.first' },
      End: true,
    },
  },
});

const ended = (client: SFNClient, executionArn: string | undefined, status: string) =>
  vi.waitFor(
    async () => {
      const described = await client.send(new DescribeExecutionCommand({ executionArn }));
      expect(described.status).toBe(status);
      return described;
    },
    { timeout: 5000, interval: 5 },
  );

it('goes on from the state that failed', async () => {
  let isBroken = true;
  await using host = await hostStates({
    answer() {
      if (isBroken) throw new StatesError('Down', 'not now');
      return 'sent';
    },
  });
  const { client, calls } = host;
  const roleArn = 'arn:aws:iam::000000000000:role/workflow';
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name: 'm', roleArn, definition }));
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  await ended(client, executionArn, 'FAILED');
  isBroken = false;
  await client.send(new RedriveExecutionCommand({ executionArn }));
  const described = await ended(client, executionArn, 'SUCCEEDED');
  expect(described).toMatchObject({ output: '"sent"', redriveCount: 1 });
  expect(described.error).toBeUndefined();
  expect(described.redriveDate).toBeInstanceOf(Date);
  expect(calls.map(({ parameters }) => parameters)).toEqual(Array(2).fill({ QueueUrl: 'q', MessageBody: 'done' }));

  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
  expect(events.filter(({ type }) => type === 'PassStateEntered')).toHaveLength(1);
  expect(events.find(({ type }) => type === 'ExecutionRedriven')).toMatchObject({
    executionRedrivenEventDetails: { redriveCount: 1 },
  });
  const redriven = new ListExecutionsCommand({ stateMachineArn, redriveFilter: 'REDRIVEN' });
  expect((await client.send(redriven)).executions).toHaveLength(1);
  await expect(client.send(new RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: 'ExecutionNotRedrivable',
    message: 'Execution is SUCCEEDED and cannot be redriven',
  });
});

it.each(['STANDARD', 'EXPRESS'] as const)(
  'a map run runs only its %s children again that failed',
  async (ExecutionType) => {
    const call = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: { QueueUrl: 'q', 'MessageBody.$': '$' },
      ResultPath: null,
      End: true,
    };
    const each = {
      Type: 'Map',
      Label: 'Each',
      MaxConcurrency: 1,
      ToleratedFailureCount: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
        StartAt: 'Before',
        States: { Before: { Type: 'Pass', Next: 'Call' }, Call: call },
      },
      End: true,
    };
    let isBroken = true;
    const sent: unknown[] = [];
    await using host = await hostStates({
      answer({ parameters }) {
        const body = isJsonObject(parameters) ? parameters.MessageBody : undefined;
        if (isBroken && (body === 'b' || body === 'c')) throw new StatesError('Down', 'not now');
        sent.push(body);
        return 'sent';
      },
    });
    const { client } = host;
    const created = new CreateStateMachineCommand({
      name: 'm',
      roleArn: 'arn:aws:iam::000000000000:role/workflow',
      definition: JSON.stringify({ StartAt: 'Each', States: { Each: each } }),
    });
    const { stateMachineArn } = await client.send(created);
    const input = '["a", "b", "c", "d"]';
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
    await ended(client, executionArn, 'FAILED');
    expect(sent).toEqual(['a']);
    isBroken = false;
    await client.send(new RedriveExecutionCommand({ executionArn }));
    expect((await ended(client, executionArn, 'SUCCEEDED')).output).toBe('["a","b","c","d"]');
    expect(sent.toSorted()).toEqual(['a', 'b', 'c', 'd']);

    const { mapRuns = [] } = await client.send(new ListMapRunsCommand({ executionArn }));
    expect(mapRuns).toHaveLength(1);
    const [{ mapRunArn } = {}] = mapRuns;
    expect(await client.send(new DescribeMapRunCommand({ mapRunArn }))).toMatchObject({
      status: 'SUCCEEDED',
      redriveCount: 1,
      redriveDate: expect.any(Date),
      itemCounts: { total: 4, succeeded: 4, failed: 0, pendingRedrive: 0 },
    });
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.find(({ type }) => type === 'MapRunRedriven')).toMatchObject({
      mapRunRedrivenEventDetails: { mapRunArn, redriveCount: 1 },
    });
    if (ExecutionType === 'EXPRESS') return;
    const { executions = [] } = await client.send(new ListExecutionsCommand({ mapRunArn }));
    expect(executions.map(({ redriveCount }) => redriveCount).toSorted()).toEqual([0, 0, 1, 1]);
    expect(executions.map(({ itemCount }) => itemCount)).toEqual([1, 1, 1, 1]);
    const pending = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'PENDING_REDRIVE' });
    await expect(client.send(pending)).rejects.toMatchObject({ name: 'ValidationException' });
    const described = new DescribeStateMachineForExecutionCommand({ executionArn: executions[0]?.executionArn });
    expect(await client.send(described)).toMatchObject({ mapRunArn, label: 'Each' });
    const child = executions.find(({ redriveCount }) => redriveCount === 1);
    const history = await client.send(new GetExecutionHistoryCommand({ executionArn: child?.executionArn }));
    // It goes on where it failed.
    expect(history.events?.filter(({ type }) => type === 'PassStateEntered')).toHaveLength(1);
  },
);
