import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { SMALL_MACHINE, smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

/** `DelaySeconds` is an integer: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Send',
  States: {
    Send: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Arguments: { QueueUrl: 'http://localhost/000000000000/small', MessageBody: 'a', DelaySeconds: 'soon' },
      End: true,
    },
  },
};

let system: TestSystem;
let states: SFNClient;
beforeAll(async () => {
  system = await startSystem({ template: smallStack(definition) });
  states = new SFNClient({ endpoint: system.endpoint, region: system.region, credentials: system.credentials });
});
afterAll(() => system.close());

it('a call that AWS would not schedule is not scheduled in a whole system either', async () => {
  const { executionArn } = await states.send(new StartExecutionCommand({ stateMachineArn: SMALL_MACHINE }));
  await expect
    .poll(async () => states.send(new DescribeExecutionCommand({ executionArn })), { timeout: 20_000 })
    .toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause: expect.stringContaining("state 'Send'") });
  const { events = [] } = await states.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events.map(({ type }) => type)).toEqual(['ExecutionStarted', 'TaskStateEntered', 'ExecutionFailed']);
});
