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
