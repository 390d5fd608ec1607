import {
  GetActivityTaskCommand,
  RedriveExecutionCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn';
import type { Clients } from './clients.ts';

/** Of the service, or of this test: what definitions name. */
export interface Around {
  readonly tokens: string;
  /** The address of a queue that is made once a call to it has failed. */
  readonly late: string;
  readonly held: string;
  readonly offered: string;
  readonly child: string;
}

/** A way to be under way when the process is killed. */
export interface Kind {
  readonly states: (around: Around) => Readonly<Record<string, object>>;
  readonly more?: object;
  /** Types of events that its history has when it may be killed. */
  readonly ready: readonly string[];
  /** What happens between its start and that; what it answers is known after the last start. */
  readonly before?: (clients: Clients, around: Around, executionArn: string) => Promise<string | undefined>;
  readonly after?: (clients: Clients, around: Around, known: string) => Promise<unknown>;
  readonly ends: { readonly status: string; readonly output?: string };
  /** How many events of some types it has in the end: as if nothing had happened. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Seconds: longer than it takes until all are under way, on a machine that does nothing else. */
const SOON = 12;
const wait = (Seconds: number = SOON) => ({ Type: 'Wait', Seconds, End: true });
const call = (resource: string, Arguments: object) => ({
  ...{ Type: 'Task', QueryLanguage: 'JSONata', Resource: `arn:aws:states:::${resource}`, Arguments, End: true },
});
const failing = call('dynamodb:getItem', { TableName: 'there-is-none', Key: { id: { S: '1' } } });
const ask = ({ tokens }: Around) =>
  call('sqs:sendMessage.waitForTaskToken', { QueueUrl: tokens, MessageBody: '{% $states.context.Task.Token %}' });
const done = { Type: 'Pass', QueryLanguage: 'JSONata', Output: 'done', End: true };
const each = { StartAt: 'Pause', States: { Pause: { Type: 'Wait', SecondsPath: '$', End: true } } };
const list = { Type: 'Pass', Result: [0, SOON], Next: 'Each' };
const succeeded = (output: string) => ({ status: 'SUCCEEDED', output });

export const KINDS: Readonly<Record<string, Kind>> = {
  wait: {
    states: () => ({ Only: wait() }),
    ready: ['WaitStateEntered'],
    ends: succeeded('{}'),
    counts: { WaitStateEntered: 1 },
  },
  'pause-of-retry': {
    states: () => ({
      Only: {
        ...failing,
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: SOON, BackoffRate: 1, MaxAttempts: 2 }],
        Catch: [{ ErrorEquals: ['DynamoDB.ResourceNotFoundException'], Output: 'caught', Next: 'Done' }],
      },
      Done: { Type: 'Succeed' },
    }),
    ready: ['TaskFailed'],
    ends: succeeded('"caught"'),
    counts: { TaskStateEntered: 1, TaskScheduled: 3, TaskFailed: 3 },
  },
  'token-with-heartbeat': {
    states: (around) => ({ Only: { ...ask(around), HeartbeatSeconds: 600 } }),
    ready: ['TaskSubmitted'],
    before: async (clients, { tokens }) => (await clients.taken(tokens))[0],
    async after({ states }, _, taskToken) {
      await states.send(new SendTaskHeartbeatCommand({ taskToken }));
      await states.send(new SendTaskSuccessCommand({ taskToken, output: '"approved"' }));
    },
    ends: succeeded('"approved"'),
    counts: { TaskScheduled: 1, TaskSubmitted: 1, TaskSucceeded: 1 },
  },
  'activity-that-a-worker-has': {
    states: ({ held }) => ({ Only: { Type: 'Task', Resource: held, End: true } }),
    ready: ['ActivityStarted'],
    before: async ({ states }, { held }) =>
      (await states.send(new GetActivityTaskCommand({ activityArn: held }))).taskToken,
    after: ({ states }, _, taskToken) => states.send(new SendTaskSuccessCommand({ taskToken, output: '"worked"' })),
    ends: succeeded('"worked"'),
    counts: { ActivityScheduled: 1, ActivityStarted: 1, ActivitySucceeded: 1 },
  },
  'activity-that-nobody-has': {
    states: ({ offered }) => ({ Only: { Type: 'Task', Resource: offered, End: true } }),
    ready: ['ActivityScheduled'],
    async after({ states }, { offered }) {
      const { taskToken } = await states.send(new GetActivityTaskCommand({ activityArn: offered }));
      await states.send(new SendTaskSuccessCommand({ taskToken, output: '"worked"' }));
    },
    ends: succeeded('"worked"'),
    counts: { ActivityScheduled: 1, ActivityStarted: 1, ActivitySucceeded: 1 },
  },
  child: {
    states: ({ child }) => ({
      Only: {
        ...call('states:startExecution.sync:2', { StateMachineArn: child, Input: 1 }),
        Output: '{% $states.result.Output %}',
      },
    }),
    ready: ['TaskSubmitted'],
    ends: succeeded('"done"'),
    counts: { TaskSubmitted: 1, TaskSucceeded: 1 },
  },
  'parallel-with-a-branch-done': {
    states: () => ({
      Only: {
        ...{ Type: 'Parallel', End: true },
        Branches: [
          { StartAt: 'Quick', States: { Quick: done } },
          { StartAt: 'Slow', States: { Slow: { ...wait(), Next: 'Late', End: undefined }, Late: done } },
        ],
      },
    }),
    ready: ['PassStateExited', 'WaitStateEntered'],
    ends: succeeded('["done","done"]'),
    counts: { ParallelStateStarted: 1, PassStateExited: 2, WaitStateExited: 1 },
  },
  'map-with-an-item-done': {
    states: () => ({ List: list, Each: { Type: 'Map', ItemProcessor: each, End: true } }),
    ready: ['MapIterationSucceeded'],
    ends: succeeded(`[0,${SOON}]`),
    counts: { MapStateStarted: 1, MapIterationStarted: 2, MapIterationSucceeded: 2 },
  },
  'distributed-map-with-a-child-done': {
    states: () => {
      const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
      return { List: list, Each: { Type: 'Map', ItemProcessor: { ProcessorConfig, ...each }, End: true } };
    },
    ready: ['MapRunStarted'],
    ends: succeeded(`[0,${SOON}]`),
    counts: { MapRunStarted: 1, MapRunSucceeded: 1 },
  },
  redriven: {
    states: ({ late }) => ({
      Tell: {
        ...call('sqs:sendMessage', { QueueUrl: late, MessageBody: 'redriven' }),
        Output: 'told',
        Next: 'Pause',
        End: undefined,
      },
      Pause: wait(),
    }),
    ready: ['ExecutionRedriven', 'WaitStateEntered'],
    async before(clients, { late }, executionArn) {
      await clients.queue(late.split('/').at(-1) ?? '');
      await clients.states.send(new RedriveExecutionCommand({ executionArn }));
      return undefined;
    },
    ends: succeeded('"told"'),
    counts: { ExecutionFailed: 1, ExecutionRedriven: 1, TaskSucceeded: 1, WaitStateExited: 1 },
  },
  'time-out-of-a-state': {
    states: (around) => ({
      Only: {
        ...{ ...ask(around), TimeoutSeconds: SOON },
        Catch: [{ ErrorEquals: ['States.Timeout'], Output: 'late', Next: 'Done' }],
      },
      Done: { Type: 'Succeed' },
    }),
    ready: ['TaskSubmitted'],
    ends: succeeded('"late"'),
    counts: { TaskScheduled: 1, TaskTimedOut: 1 },
  },
  'time-out-of-an-execution': {
    states: () => ({ Only: wait(6000) }),
    more: { TimeoutSeconds: SOON },
    ready: ['WaitStateEntered'],
    ends: { status: 'TIMED_OUT' },
    counts: { WaitStateEntered: 1, ExecutionTimedOut: 1 },
  },
  variables: {
    states: () => ({
      Set: { ...done, Assign: { drawn: '{% $uuid() %}' }, Output: '{% {} %}', Next: 'Pause', End: undefined },
      Pause: { ...wait(), Next: 'Tell', End: undefined },
      Tell: { ...done, Output: '{% $length($drawn) %}' },
    }),
    ready: ['WaitStateEntered'],
    ends: succeeded('36'),
    counts: { PassStateEntered: 2, WaitStateExited: 1 },
  },
};
