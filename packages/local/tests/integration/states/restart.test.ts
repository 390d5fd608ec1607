import {
  CreateActivityCommand,
  DescribeStateMachineCommand,
  GetActivityTaskCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { StatesError } from '@safelight/asl/error';
import type { Json } from '@safelight/asl/json';
import type { TaskCall } from '@safelight/asl/ports';
import { expect, it, vi } from 'vitest';
import { hostStates, type StatesHost } from '#tests/integration/states/host.ts';
import {
  after,
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

const activity = 'arn:aws:states:us-east-1:000000000000:activity:work';

const kept = keptFolder();

const callback = only({
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
});

it('machines and finished executions are kept, and a wait goes on where it was', async () => {
  const first = await hostStates(kept);
  const definition = only({ Type: 'Wait', Seconds: 120 });
  const executionArn = await start(first, definition);
  await isAt(first, executionArn, 'WaitStateEntered');
  await first.kill();

  await using second = await hostStates({ ...kept, clock: after(121) });
  const stateMachineArn = executionArn.replace(':execution:', ':stateMachine:').replace(/:run$/, '');
  const machine = await second.client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(machine).toMatchObject({ definition: JSON.stringify(definition) });
  expect(await ended(second, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{}' });
  expect(await types(second, executionArn)).toEqual([
    'ExecutionStarted',
    'WaitStateEntered',
    'WaitStateExited',
    'ExecutionSucceeded',
  ]);
  // One start, one end: nobody was told of the restart.
  expect([...first.statuses, ...second.statuses].map(({ status }) => status)).toEqual(['RUNNING', 'SUCCEEDED']);
});

it('a call without an answer is made again, as it was made', async () => {
  const Arguments = '{% { "id": $uuid() } %}';
  const first = await hostStates({ ...kept, answer: never });
  const executionArn = await start(
    first,
    only({ Type: 'Task', QueryLanguage: 'JSONata', Resource: lambda, Arguments }),
  );
  await vi.waitFor(() => expect(first.calls).toHaveLength(1), PATIENCE);
  await first.kill();

  await using second = await hostStates(kept);
  expect(await ended(second, executionArn)).toMatchObject({ status: 'SUCCEEDED' });
  expect(second.calls.map(({ parameters }) => parameters)).toEqual(first.calls.map(({ parameters }) => parameters));
  expect(await types(second, executionArn)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
});

it('the pause of a retry goes on, and its attempts are counted on', async () => {
  const Retry = [{ ErrorEquals: ['Bad'], IntervalSeconds: 120, BackoffRate: 1, MaxAttempts: 2 }];
  const bad = () => Promise.reject(new StatesError('Bad', 'luck'));
  const definition = only({ Type: 'Task', Resource: lambda, Retry });
  const first = await hostStates({ ...kept, answer: bad });
  const executionArn = await start(first, definition);
  await isAt(first, executionArn, 'LambdaFunctionFailed');
  await first.kill();
  const second = await hostStates({ ...kept, answer: bad, clock: after(121) });
  await vi.waitFor(() => expect(second.calls).toHaveLength(1), PATIENCE);
  await vi.waitFor(async () => expect(await types(second, executionArn)).toHaveLength(8), PATIENCE);
  await second.kill();
  await using third = await hostStates({ ...kept, answer: bad, clock: after(250) });
  expect(await ended(third, executionArn)).toMatchObject({ status: 'FAILED', error: 'Bad' });
  expect([first, second, third].map(({ calls }) => calls.length)).toEqual([1, 1, 1]);
});

it.each(['before', 'after'])('a token is good for an answer that comes %s its execution goes on', async (when) => {
  const first = await hostStates(kept);
  const executionArn = await start(first, callback);
  await isAt(first, executionArn, 'TaskSubmitted');
  const taskToken = first.calls[0]?.taskToken;
  await first.kill();

  await using second = await hostStates({ ...kept, recovers: when === 'after' });
  await second.client.send(new SendTaskSuccessCommand({ taskToken, output: '{"by":"Ada"}' }));
  second.states.start();
  expect(await ended(second, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"by":"Ada"}' });
  expect(second.calls).toEqual([]);
  const late = second.client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
  await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

it('an answer that came before the call had returned is kept', async () => {
  const first = await hostStates({ ...kept, answer: never });
  const executionArn = await start(first, callback);
  const taskToken = await vi.waitFor(() => {
    const token = first.calls[0]?.taskToken;
    if (token === undefined) throw new Error('It has not asked yet.');
    return token;
  }, PATIENCE);
  await first.client.send(new SendTaskSuccessCommand({ taskToken, output: '{"by":"Ada"}' }));
  await first.kill();

  await using second = await hostStates(kept);
  expect(await ended(second, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"by":"Ada"}' });
  expect(second.calls[0]?.taskToken).toBe(taskToken);
});

it.each([
  [30, 'RUNNING'],
  [70, 'TIMED_OUT'],
])('%i seconds after the last heartbeat of a minute, before a restart, a task is %s', async (seconds, status) => {
  const States = { Only: { ...callback.States.Only, HeartbeatSeconds: 60, TimeoutSeconds: 6000 } };
  const first = await hostStates({ ...kept, clock: standing(0) });
  const executionArn = await start(first, { ...callback, States });
  await isAt(first, executionArn, 'TaskSubmitted');
  await first.kill();
  const second = await hostStates({ ...kept, clock: standing(50) });
  await second.client.send(new SendTaskHeartbeatCommand({ taskToken: first.calls[0]?.taskToken }));
  await second.kill();
  await using third = await hostStates({ ...kept, clock: standing(50 + seconds) });
  if (status === 'TIMED_OUT') expect(await ended(third, executionArn)).toMatchObject({ error: 'States.Timeout' });
  else await isAt(third, executionArn, 'TaskSubmitted');
});

it('a worker has its task still, and answers it', async () => {
  const first = await hostStates(kept);
  await first.client.send(new CreateActivityCommand({ name: 'work' }));
  const executionArn = await start(first, only({ Type: 'Task', Resource: activity }));
  const { taskToken } = await first.client.send(new GetActivityTaskCommand({ activityArn: activity }));
  await first.kill();

  await using second = await hostStates(kept);
  await second.client.send(new SendTaskSuccessCommand({ taskToken, output: '{"done":true}' }));
  expect(await ended(second, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"done":true}' });
});

it('a task that no worker had is offered again', async () => {
  const first = await hostStates(kept);
  await first.client.send(new CreateActivityCommand({ name: 'work' }));
  const executionArn = await start(first, only({ Type: 'Task', Resource: activity }));
  await isAt(first, executionArn, 'ActivityScheduled');
  await first.kill();

  await using second = await hostStates(kept);
  const { taskToken } = await second.client.send(new GetActivityTaskCommand({ activityArn: activity }));
  await second.client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
  expect(await ended(second, executionArn)).toMatchObject({ status: 'SUCCEEDED' });
});

it('an execution times out by when it started', async () => {
  const first = await hostStates(kept);
  const executionArn = await start(first, only({ Type: 'Wait', Seconds: 6000 }, { TimeoutSeconds: 60 }));
  await isAt(first, executionArn, 'WaitStateEntered');
  await first.kill();
  await using second = await hostStates({ ...kept, clock: after(61) });
  expect(await ended(second, executionArn)).toMatchObject({ status: 'TIMED_OUT' });
});

it('an execution goes on by the definition that it started with', async () => {
  const first = await hostStates(kept);
  const states = (Result: string) => ({
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', Seconds: 120, Next: 'Say' }, Say: { Type: 'Pass', Result, End: true } },
  });
  const executionArn = await start(first, states('old'));
  await isAt(first, executionArn, 'WaitStateEntered');
  const stateMachineArn = executionArn.replace(':execution:', ':stateMachine:').replace(/:run$/, '');
  const definition = JSON.stringify(states('new'));
  await first.client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
  await first.kill();
  await using second = await hostStates({ ...kept, clock: after(121) });
  expect(await ended(second, executionArn)).toMatchObject({ output: '"old"' });
});

it('is the same execution to whoever starts it again, and can be stopped, before it goes on', async () => {
  const first = await hostStates(kept);
  const executionArn = await start(first, callback);
  await isAt(first, executionArn, 'TaskSubmitted');
  await first.kill();
  await using second = await hostStates({ ...kept, recovers: false });
  const stateMachineArn = executionArn.replace(':execution:', ':stateMachine:').replace(/:run$/, '');
  const again = await second.client.send(new StartExecutionCommand({ stateMachineArn, name: 'run' }));
  expect(again.executionArn).toBe(executionArn);
  await second.client.send(new StopExecutionCommand({ executionArn }));
  second.states.start();
  expect(await ended(second, executionArn)).toMatchObject({ status: 'ABORTED' });
  const late = second.client.send(new SendTaskSuccessCommand({ taskToken: first.calls[0]?.taskToken, output: '{}' }));
  await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

it.each(['was killed', 'was stopped, which fails its call'])(
  'an Express execution that nobody waits for starts again after the system %s',
  async (how) => {
    const stopped = Promise.withResolvers<Json>();
    const first = await hostStates({ ...kept, answer: () => stopped.promise });
    const stateMachineArn = await create(first.client, only({ Type: 'Task', Resource: lambda }), 'EXPRESS');
    await first.client.send(new StartExecutionCommand({ stateMachineArn, input: '{"a":1}' }));
    await vi.waitFor(() => expect(first.calls).toHaveLength(1), PATIENCE);
    if (how !== 'was killed') {
      first.states.close();
      stopped.reject(new StatesError('Runtime.ExitError'));
    }
    await first.kill();
    const called = ({ calls }: StatesHost): readonly Partial<TaskCall>[] =>
      calls.map(({ parameters, executionArn }) => ({ parameters, executionArn }));
    const second = await hostStates(kept);
    await vi.waitFor(() => expect(called(second)).toEqual(called(first)), PATIENCE);
    await second.client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    await second.kill();
    // Once it has ended it is over.
    await using third = await hostStates(kept);
    await third.client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(third.calls).toEqual([]);
  },
);

it('an Express execution that somebody waits for does not start again', async () => {
  const first = await hostStates({ ...kept, answer: never });
  const stateMachineArn = await create(first.client, only({ Type: 'Task', Resource: lambda }), 'EXPRESS');
  const asked = first.client.send(new StartSyncExecutionCommand({ stateMachineArn }));
  const told = asked.then(
    ({ status }) => status,
    () => 'nothing',
  );
  await vi.waitFor(() => expect(first.calls).toHaveLength(1), PATIENCE);
  await first.kill();
  expect(await told).toBe('nothing');
  await using second = await hostStates(kept);
  await second.client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(second.calls).toEqual([]);
});
