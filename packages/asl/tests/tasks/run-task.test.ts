import { describe, expect, it } from 'vitest';
import type { TaskState } from '#asl/definition/types.ts';
import { StatesError } from '#asl/error.ts';
import type { TaskPort } from '#asl/ports.ts';
import { VirtualClock } from '#asl/virtual-clock.ts';
import { machineOf, noTasks, run, START, start } from '#tests/support/run.ts';

const TOKEN_TASK: TaskState = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { 'token.$': '$$.Task.Token' },
  End: true,
};
const SYNC_TASK: TaskState = { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', End: true };
const ACTIVITY: TaskState = {
  Type: 'Task',
  Resource: 'arn:aws:states:us-east-1:000000000000:activity:print',
  End: true,
};
const forever = () => new Promise<never>(() => {});

const typesOf = async (state: TaskState, tasks: Partial<TaskPort>, clock = new VirtualClock(START)) => {
  const { events, result } = await run(machineOf(state), {}, { tasks: { ...noTasks, ...tasks }, clock });
  const own = events.filter(({ type }) => /^(Task|Lambda|Activity)/.test(type) && !type.includes('State'));
  return { types: own.map(({ type }) => type), result, events: own, seconds: (clock.now() - START) / 1000 };
};

describe('patterns', () => {
  it('.sync waits for the job that was submitted', async () => {
    const { types, result } = await typesOf(SYNC_TASK, {
      request: async () => ({ job: 1 }),
      completion: async (_, submitted) => ({ done: submitted }),
    });
    expect(types).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded']);
    expect(result).toMatchObject({ output: { value: { done: { job: 1 } } } });
  });

  it.each(['sync', 'sync:2'])(
    '.%s has a token in its Context object, which tells its attempts apart',
    async (pattern) => {
      const Resource = `arn:aws:states:::states:startExecution.${pattern}`;
      const calls: [unknown, string | undefined][] = [];
      await typesOf(
        { ...SYNC_TASK, Resource, Parameters: { 'Token.$': '$$.Task.Token' } },
        {
          request: async ({ parameters, taskToken }) => {
            calls.push([parameters, taskToken]);
            return {};
          },
          completion: async () => 1,
        },
      );
      expect(calls).toEqual([[{ Token: 'id-1' }, 'id-1']]);
    },
  );

  // SendTaskFailure may name neither: recorded.
  it.each<[string, StatesError, object]>([
    ['neither error nor cause', new StatesError(undefined), { Error: null, Cause: null }],
    ['an error alone', new StatesError('Refused'), { Error: 'Refused', Cause: null }],
    ['a cause alone', new StatesError(undefined, 'why'), { Error: null, Cause: 'why' }],
    ['a time-out', new StatesError('States.Timeout'), { Error: 'States.Timeout', Cause: '' }],
  ])('what a catcher gets of %s', async (_, failure, expected) => {
    const caught: TaskState = { ...TOKEN_TASK, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S' }] };
    const machine = { StartAt: 'C', States: { C: caught, S: { Type: 'Succeed' } as const } };
    const { result } = await run(
      machine,
      {},
      {
        tasks: { ...noTasks, request: async () => ({}), callback: () => Promise.reject(failure) },
      },
    );
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { value: expected } });
  });

  it.each([
    ['arn:aws:states:::lambda:invoke', 'lambda'],
    ['arn:aws:states:::aws-sdk:s3:getObject', 'aws-sdk:s3'],
    ['arn:aws:lambda:us-east-1:000000000000:function:f', 'arn:aws:lambda:us-east-1:000000000000:function:f'],
  ])('a result of %s that is too large is that of %s', async (Resource, name) => {
    const { result } = await typesOf({ ...SYNC_TASK, Resource }, { request: async () => 'x'.repeat(262_144) });
    expect(result).toMatchObject({
      error: 'States.DataLimitExceeded',
      cause: `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    });
  });

  it('.waitForTaskToken takes an answer that comes before the submission is through', async () => {
    const tokens: (string | undefined)[] = [];
    const { types, result } = await typesOf(TOKEN_TASK, {
      request: async ({ parameters, taskToken }) => {
        tokens.push(taskToken, JSON.stringify(parameters));
        return {};
      },
      callback: async () => 'approved',
    });
    expect(types).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded']);
    expect(result).toMatchObject({ output: { value: 'approved' } });
    expect(tokens).toEqual(['id-1', '{"token":"id-1"}']);
  });

  it('an activity is started when a worker takes it', async () => {
    const { types, events } = await typesOf(ACTIVITY, {
      activity: async (_, on) => {
        on.scheduled();
        on.started('Ann');
        return 1;
      },
    });
    expect(types).toEqual(['ActivityScheduled', 'ActivityStarted', 'ActivitySucceeded']);
    expect(events[1]?.activityStartedEventDetails).toEqual({ workerName: 'Ann' });
  });

  it('what is refused before it is scheduled fails the execution', async () => {
    const { types, result } = await typesOf(ACTIVITY, {
      activity: () => Promise.reject(new StatesError('ActivityDoesNotExist', 'There is no such activity.')),
    });
    expect(types).toEqual([]);
    expect(result).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining('There is no such activity.'),
    });
  });

  it('parameters that cannot be used are not sent', async () => {
    const { types, result } = await typesOf(SYNC_TASK, { problems: () => ['one', 'two'] });
    expect(types).toEqual([]);
    expect(result).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining("The Parameters '{}' could not be used to start the Task: [one, two]"),
    });
  });
});

describe('bounds', () => {
  it.each<[string, Partial<TaskState>, number]>([
    ['TimeoutSeconds', { TimeoutSeconds: 30 }, 30],
    ['HeartbeatSeconds', { TimeoutSeconds: 90, HeartbeatSeconds: 20 }, 20],
  ])('%s ends an attempt', async (_, bounds, seconds) => {
    const task = await typesOf({ ...TOKEN_TASK, ...bounds }, { request: async () => ({}), callback: forever });
    expect(task.types.at(-1)).toBe('TaskTimedOut');
    expect(task.result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(task.seconds).toBe(seconds);
  });

  it('a heartbeat puts the end off', async () => {
    const clock = new VirtualClock(START);
    const task = await typesOf(
      { ...TOKEN_TASK, HeartbeatSeconds: 20 },
      {
        request: async () => ({}),
        callback: async (_, beat) => {
          for (let beats = 0; beats < 5; beats += 1) {
            await clock.sleep(15_000);
            beat();
          }
          return 'in time';
        },
      },
      clock,
    );
    expect(task.result).toMatchObject({ status: 'SUCCEEDED' });
    expect(task.seconds).toBe(75);
  });

  it('only a missed heartbeat is States.HeartbeatTimeout', async () => {
    const Catch = [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Only' }];
    const silent = { request: async () => ({}), callback: forever };
    const late = await typesOf({ ...TOKEN_TASK, TimeoutSeconds: 5, Catch }, silent);
    expect(late.result).toMatchObject({ status: 'FAILED' });
  });

  it('an attempt that is over is told so', async () => {
    let signal: AbortSignal | undefined;
    await typesOf(
      { ...SYNC_TASK, TimeoutSeconds: 5 },
      {
        request: (call) => {
          signal = call.signal;
          return forever();
        },
      },
    );
    expect(signal?.aborted).toBe(true);
  });

  it('a result over the limit fails the task', async () => {
    const { types, result } = await typesOf(
      {
        ...SYNC_TASK,
        Resource: 'arn:aws:states:::lambda:invoke',
        Catch: [{ ErrorEquals: ['Other'], Next: 'Only' }],
      },
      { request: async () => 'ä'.repeat(131_072) },
    );
    expect(types).toEqual(['TaskScheduled', 'TaskStarted', 'TaskFailed']);
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});

it('stopping the execution gives the call up', async () => {
  let signal: AbortSignal | undefined;
  const execution = start(
    machineOf(SYNC_TASK),
    {},
    {
      tasks: {
        ...noTasks,
        request: (call) => {
          signal = call.signal;
          execution.stop('Enough', 'it was late');
          return forever();
        },
      },
    },
  );
  expect(await execution.result).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'it was late' });
  expect(signal?.aborted).toBe(true);
  expect(execution.history.events.at(-1)).toMatchObject({ type: 'ExecutionAborted', previousEventId: 0 });
});
