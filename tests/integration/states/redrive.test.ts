import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect, it, vi } from 'vitest';
import { StatesError } from '#asl/error.ts';
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
