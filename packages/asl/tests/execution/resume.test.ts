import { expect, it } from 'vitest';
import type { State, StateMachineDefinition } from '#asl/definition/types.ts';
import { StatesError } from '#asl/error.ts';
import type { Json } from '#asl/json.ts';
import type { TaskCall } from '#asl/ports.ts';
import { runDurably, type World } from '#tests/support/commits.ts';
import { noTasks, shape } from '#tests/support/run.ts';

const call: State = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f', End: true };
const machine = (States: Record<string, State>, more: object = {}): StateMachineDefinition => ({
  StartAt: Object.keys(States)[0] ?? '',
  States,
  ...more,
});

/** Calls take ten seconds; what says `fails` does so as often; jobs take a minute; tokens are answered after one. */
const world: World = (clock) => {
  const answer = (parameters: Json) => clock.sleep(10_000).then(() => parameters);
  return {
    random: { next: () => (clock.now() % 97_001) / 97_001 },
    tasks: {
      ...noTasks,
      request: ({ parameters }) => answer(parameters),
      completion: (_, submitted) => clock.sleep(60_000).then(() => submitted),
      callback: ({ taskToken = '' }) => clock.sleep(60_000).then(() => taskToken),
      async activity(call, on) {
        on.scheduled();
        if (!on.isStarted) {
          await clock.sleep(1_000);
          on.started('worker');
        }
        return clock.sleep(60_000).then(() => call.parameters);
      },
    },
  };
};

/** Fails as often as it is said in the parameters: by the number of attempts in the context. */
const failing: World = (clock) => ({
  random: { next: () => 0.25 },
  tasks: {
    ...noTasks,
    async request({ parameters }: TaskCall) {
      await clock.sleep(1_000);
      const [attempt, failures] = JSON.parse(JSON.stringify(parameters));
      if (attempt < failures) throw new StatesError('Bad', `attempt ${attempt}`);
      return attempt;
    },
  },
});

const attempts = {
  ...call,
  QueryLanguage: 'JSONata',
  Arguments: '{% [$states.context.State.RetryCount, 2] %}',
} as State;
const retried: State = {
  ...attempts,
  Retry: [
    { ErrorEquals: ['Other'], MaxAttempts: 1 },
    { ErrorEquals: ['Bad'], IntervalSeconds: 30, MaxAttempts: 2, BackoffRate: 2, JitterStrategy: 'FULL' },
  ],
} as State;
const items = (ItemProcessor: StateMachineDefinition, more: object = {}): State =>
  ({ Type: 'Map', ItemProcessor, End: true, ...more }) as State;
const wait = (Seconds: number): State => ({ Type: 'Wait', Seconds, End: true });

const CASES: readonly (readonly [string, StateMachineDefinition, Json, World])[] = [
  ['a wait', machine({ Pause: { Type: 'Wait', Seconds: 600, Next: 'Done' }, Done: { Type: 'Succeed' } }), {}, world],
  ['a call', machine({ Call: { ...call, Next: 'Again' } as State, Again: call }), { a: 1 }, world],
  [
    'variables',
    machine({
      Set: { Type: 'Pass', Assign: { id: 7 }, Next: 'Call' },
      Call: { ...call, Assign: { 'got.$': '$' }, Next: 'Show' } as State,
      Show: { Type: 'Pass', Parameters: { 'id.$': '$id', 'got.$': '$got' }, End: true },
    }),
    { a: 1 },
    world,
  ],
  ['the pauses of Retry and how often it has tried', machine({ Try: retried }), {}, failing],
  [
    'what is caught when no retry is left',
    machine({
      Try: {
        ...retried,
        Arguments: '{% [$states.context.State.RetryCount, 9] %}',
        Catch: [{ ErrorEquals: ['Bad'], Next: 'Saved' }],
      } as State,
      Saved: { Type: 'Pass', End: true },
    }),
    {},
    failing,
  ],
  [
    'a token',
    machine({
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { 'Token.$': '$$.Task.Token' },
        End: true,
      },
    }),
    {},
    world,
  ],
  [
    'a job',
    machine({
      Job: { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', Parameters: { a: 1 }, End: true },
    }),
    {},
    world,
  ],
  [
    'an activity',
    machine({ Work: { ...call, Resource: 'arn:aws:states:us-east-1:000000000000:activity:a' } as State }),
    { a: 1 },
    world,
  ],
  [
    'branches',
    machine({
      Both: {
        Type: 'Parallel',
        Branches: [
          machine({ Short: wait(5) }),
          machine({ Ask: { ...call, Next: 'Later' } as State, Later: wait(60) }),
          machine({ Now: { Type: 'Pass', Result: 'at once', End: true } }),
        ],
        Next: 'Then',
      },
      Then: call,
    }),
    { a: 1 },
    world,
  ],
  [
    'iterations',
    machine({
      Each: items(machine({ Pause: { Type: 'Wait', SecondsPath: '$.s', Next: 'Call' }, Call: call }), {
        ItemsPath: '$.items',
        MaxConcurrency: 2,
        Next: 'Then',
        End: undefined,
      }),
      Then: call,
    }),
    { items: [{ s: 3 }, { s: 20 }, { s: 60 }, { s: 1 }, { s: 90 }] },
    world,
  ],
  [
    'iterations with their items, variables and branches inside',
    machine({
      Set: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'Each' },
      Each: items(
        machine({
          Mark: { Type: 'Pass', Assign: { 'mine.$': '$$.Map.Item.Index' }, Next: 'Both' },
          Both: {
            Type: 'Parallel',
            Branches: [machine({ One: wait(10) }), machine({ Two: wait(20) })],
            Next: 'Show',
          },
          Show: {
            Type: 'Pass',
            Parameters: { 'outer.$': '$outer', 'mine.$': '$mine', 'item.$': '$$.Map.Item.Value' },
            End: true,
          },
        }),
        { ItemsPath: '$.items', MaxConcurrency: 1 },
      ),
    }),
    { items: ['a', 'b'] },
    world,
  ],
  [
    'the items of an expression that comes out otherwise each time',
    machine({
      Each: items(machine({ Pause: { Type: 'Wait', SecondsPath: '$', End: true } }), {
        QueryLanguage: 'JSONata',
        Items: '{% [1..5].$round($random() * 100) %}',
        MaxConcurrency: 1,
      }),
    }),
    {},
    world,
  ],
  [
    'a map that is tried again as a whole',
    machine({
      Each: {
        ...items(
          machine({ Try: { ...call, QueryLanguage: 'JSONata', Arguments: '{% [$states.input, 1] %}' } as State }),
          {
            QueryLanguage: 'JSONata',
            Items: '{% [$states.context.State.RetryCount, 5] %}',
          },
        ),
        Retry: [{ ErrorEquals: ['Bad'], IntervalSeconds: 60, MaxAttempts: 3 }],
      } as State,
    }),
    {},
    failing,
  ],
  [
    'what is caught of a branch that failed',
    machine({
      Both: {
        Type: 'Parallel',
        Branches: [machine({ Long: wait(600) }), machine({ Bad: { ...attempts } })],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Saved' }],
        End: true,
      },
      Saved: wait(5),
    }),
    {},
    failing,
  ],
];

it.each(CASES)('%s: goes on from every commit as if nothing had happened', async (_, definition, input, world) => {
  const whole = await runDurably(definition, input, world);
  const commits = whole.commits.filter(({ events }) => events.length < whole.events.length);
  expect(commits.length).toBeGreaterThan(0);
  for (const commit of commits) {
    const rest = await runDurably(definition, input, world, commit);
    expect(rest.events.slice(0, commit.events.length)).toEqual(commit.events);
    expect(shape(rest.events)).toEqual(shape(whole.events));
    expect(JSON.stringify(rest.output)?.replace(/id-\d+/, '')).toEqual(
      JSON.stringify(whole.output)?.replace(/id-\d+/, ''),
    );
  }
});
