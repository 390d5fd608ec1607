import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  type SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect, it, vi } from 'vitest';
import { hostStates } from '#tests/integration/states/host.ts';

const roleArn = 'arn:aws:iam::000000000000:role/workflow';
const double = {
  QueryLanguage: 'JSONata',
  StartAt: 'Double',
  States: { Double: { Type: 'Pass', Output: '{% $states.input.n * 2 %}', End: true } },
};
const pause = { StartAt: 'Pause', States: { Pause: { Type: 'Wait', Seconds: 600, End: true } } };

async function create(client: SFNClient, name: string, definition: object, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') {
  const input = { name, definition: JSON.stringify(definition), roleArn, type };
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand(input));
  return stateMachineArn;
}

const describe = async (client: SFNClient, executionArn: string | undefined) =>
  client.send(new DescribeExecutionCommand({ executionArn }));

const ended = (client: SFNClient, executionArn: string | undefined) =>
  vi.waitFor(
    async () => {
      const described = await describe(client, executionArn);
      expect(described.status).not.toBe('RUNNING');
      return described;
    },
    { timeout: 5000, interval: 5 },
  );

it('runs an execution and tells of it', async () => {
  await using host = await hostStates();
  const { client } = host;
  const stateMachineArn = await create(client, 'double', double);
  const started = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"n": 21}' }));
  expect(started.executionArn).toBe('arn:aws:states:us-east-1:000000000000:execution:double:one');

  const described = await ended(client, started.executionArn);
  expect(described).toMatchObject({
    name: 'one',
    status: 'SUCCEEDED',
    input: '{"n": 21}',
    output: '42',
    startDate: started.startDate,
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE',
  });
  expect(described.stopDate).toBeInstanceOf(Date);

  const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'SUCCEEDED' }));
  expect(executions?.map(({ name }) => name)).toEqual(['one']);
  expect(host.statuses.map(({ status, output }) => [status, output])).toEqual([
    ['RUNNING', null],
    ['SUCCEEDED', '42'],
  ]);
});

it('pages through a history, from either end, with or without data', async () => {
  await using host = await hostStates();
  const { client } = host;
  const stateMachineArn = await create(client, 'double', double);
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{"n": 1}' }));
  await ended(client, executionArn);

  const history = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 3 }));
  expect(history.events?.map(({ type }) => type)).toEqual(['ExecutionStarted', 'PassStateEntered', 'PassStateExited']);
  expect(history.events?.[0]?.timestamp).toBeInstanceOf(Date);
  const { nextToken } = history;
  const rest = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 3, nextToken }));
  expect(rest.events?.map(({ type }) => type)).toEqual(['ExecutionSucceeded']);
  expect(rest.nextToken).toBeUndefined();

  const newest = await client.send(
    new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, includeExecutionData: false, maxResults: 1 }),
  );
  expect(newest.events?.[0]).toMatchObject({ type: 'ExecutionSucceeded', executionSucceededEventDetails: {} });
  expect(newest.events?.[0]?.executionSucceededEventDetails?.output).toBeUndefined();
});

it('answers the running execution when it is started again with the same input, and refuses any other', async () => {
  await using host = await hostStates();
  const { client } = host;
  const stateMachineArn = await create(client, 'pause', pause);
  const start = (input: string) => client.send(new StartExecutionCommand({ stateMachineArn, name: 'a', input }));
  const first = await start('{"a": 1}');
  expect(await start('{"a":1}')).toMatchObject({ executionArn: first.executionArn, startDate: first.startDate });
  await expect(start('{"a": 2}')).rejects.toMatchObject({
    name: 'ExecutionAlreadyExists',
    message: `Execution Already Exists: '${first.executionArn}'`,
  });
  await client.send(new StopExecutionCommand({ executionArn: first.executionArn, error: 'Stop', cause: 'enough' }));
  await expect(start('{"a": 1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  expect(await describe(client, first.executionArn)).toMatchObject({
    status: 'ABORTED',
    error: 'Stop',
    cause: 'enough',
    redriveStatus: 'REDRIVABLE',
  });
});

it('runs Express state machines while the caller waits, and keeps nothing of them', async () => {
  await using host = await hostStates();
  const { client } = host;
  const stateMachineArn = await create(client, 'express', double, 'EXPRESS');
  const answer = await client.send(
    new StartSyncExecutionCommand({ stateMachineArn, name: 'x', input: '{"n": 4}', traceHeader: 'Root=1' }),
  );
  expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '8', name: 'x', traceHeader: 'Root=1' });
  expect(answer.billingDetails).toEqual({ billedDurationInMilliseconds: 100, billedMemoryUsedInMB: 64 });
  await expect(client.send(new ListExecutionsCommand({ stateMachineArn }))).rejects.toMatchObject({
    name: 'StateMachineTypeNotSupported',
  });
  await expect(describe(client, answer.executionArn)).rejects.toMatchObject({
    name: 'InvalidArn',
    message: "Invalid Arn: 'Resource type not valid in this context: express'",
  });
});

/** https://docs.aws.amazon.com/step-functions/latest/dg/express-at-least-once-execution.html */
it('a synchronous Express execution goes on to its own end when its client has gone', async () => {
  const [begun, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const answer = async () => {
    begun.resolve();
    await gone.promise;
    return {};
  };
  await using host = await hostStates({ answer });
  const task = (Key: string) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:dynamodb:deleteItem',
    Parameters: { TableName: 'photos', Key },
  });
  const both = {
    StartAt: 'First',
    States: { First: { ...task('1'), Next: 'Last' }, Last: { ...task('2'), End: true } },
  };
  const stateMachineArn = await create(host.client, 'both', both, 'EXPRESS');
  const leaving = new AbortController();
  const start = new StartSyncExecutionCommand({ stateMachineArn });
  const waiting = host.client.send(start, { abortSignal: leaving.signal });
  await Promise.all([
    expect(waiting).rejects.toMatchObject({ name: 'AbortError' }),
    begun.promise.then(() => leaving.abort()),
  ]);
  // An answer to a later request: by then the system knows that the connection is closed.
  await create(host.client, 'other', double);
  gone.resolve();
  await expect.poll(() => host.calls.length, { timeout: 5000, interval: 5 }).toBe(2);
});

it('tells how an Express execution failed', async () => {
  await using host = await hostStates();
  const { client } = host;
  const fail = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'No', Cause: 'because' } } };
  const stateMachineArn = await create(client, 'fail', fail, 'EXPRESS');
  const answer = await client.send(new StartSyncExecutionCommand({ stateMachineArn }));
  expect(answer).toMatchObject({ status: 'FAILED', error: 'No', cause: 'because', input: '{}' });
});

it.each<[string, object, string]>([
  ['input that is no JSON', { input: '{' }, 'InvalidExecutionInput'],
  ['input that is too large', { input: JSON.stringify('x'.repeat(262_144)) }, 'ValidationException'],
  ['a name with a slash', { name: 'a/b' }, 'InvalidName'],
  ['a name that is too long', { name: 'a'.repeat(81) }, 'InvalidName'],
  [
    'no such machine',
    { stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:none' },
    'StateMachineDoesNotExist',
  ],
  ['no ARN', { stateMachineArn: 'none' }, 'InvalidArn'],
])('refuses %s', async (_, input, name) => {
  await using host = await hostStates();
  const stateMachineArn = await create(host.client, 'double', double);
  const start = new StartExecutionCommand({ stateMachineArn, ...input });
  await expect(host.client.send(start)).rejects.toMatchObject({ name });
});
