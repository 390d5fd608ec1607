/** How states treat their data on AWS, in our own words. */
import { describe, expect, it } from 'vitest';
import type { State, StateMachineDefinition } from '#asl/definition/types.ts';
import { StatesError } from '#asl/error.ts';
import type { Json } from '#asl/json.ts';
import type { TaskPort } from '#asl/ports.ts';
import { machineOf, noTasks, run } from '#tests/support/run.ts';

const CALL = 'arn:aws:states:::lambda:invoke';
const echo: TaskPort = { ...noTasks, request: async ({ parameters }) => ({ got: parameters, extra: 1 }) };
const failing: TaskPort = { ...noTasks, request: () => Promise.reject(new StatesError('Broken', 'why')) };

interface Case {
  readonly name: string;
  readonly machine: StateMachineDefinition;
  readonly input?: Json;
  readonly tasks?: TaskPort;
  readonly output: Json;
}

const caught = (state: object, handler: State = { Type: 'Pass', End: true }): StateMachineDefinition => ({
  StartAt: 'Try',
  States: { Try: { Type: 'Task', Resource: CALL, End: true, ...state }, Handle: handler },
});

const CASES: readonly Case[] = [
  {
    name: 'InputPath narrows what Parameters see, and ResultPath works on the whole input',
    machine: machineOf({
      Type: 'Task',
      Resource: CALL,
      InputPath: '$.order',
      Parameters: { 'id.$': '$.id', fixed: true },
      ResultSelector: { 'answer.$': '$.got.id' },
      ResultPath: '$.result',
      OutputPath: "$['order','result']",
      End: true,
    }),
    input: { order: { id: 7 }, other: 1 },
    tasks: echo,
    output: { order: { id: 7 }, result: { answer: 7 } },
  },
  {
    name: 'null paths stand for nothing',
    machine: {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', InputPath: null, Next: 'B' },
        B: { Type: 'Pass', Result: 1, ResultPath: null, Next: 'C' },
        C: { Type: 'Pass', Parameters: { 'seen.$': '$' }, OutputPath: '$.seen', End: true },
      },
    },
    input: { a: 1 },
    output: {},
  },
  {
    name: 'variables are assigned at once, from what was before',
    machine: {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { a: 1, b: 2 }, Next: 'Swap' },
        Swap: { Type: 'Pass', QueryLanguage: 'JSONata', Assign: { a: '{% $b %}', b: '{% $a %}' }, Next: 'Show' },
        Show: { Type: 'Pass', Parameters: { 'a.$': '$a', 'b.$': '$b' }, End: true },
      },
    },
    output: { a: 2, b: 1 },
  },
  {
    name: 'variables are made of the result itself, the output of what the selector leaves',
    machine: {
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: CALL,
          ResultSelector: { 'kept.$': '$.extra' },
          Assign: { 'whole.$': '$' },
          Next: 'Show',
        },
        Show: { Type: 'Pass', Parameters: { 'whole.$': '$whole', 'kept.$': '$.kept' }, End: true },
      },
    },
    input: { a: 1 },
    tasks: echo,
    output: { whole: { got: { a: 1 }, extra: 1 }, kept: 1 },
  },
  {
    name: 'iterations see outer variables and keep their own',
    machine: {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { tax: 2 }, Next: 'Each' },
        Each: {
          Type: 'Map',
          QueryLanguage: 'JSONata',
          Items: '{% $states.input %}',
          ItemSelector: { n: '{% $states.context.Map.Item.Value %}', i: '{% $states.context.Map.Item.Index %}' },
          ItemProcessor: {
            StartAt: 'Own',
            States: {
              Own: {
                Type: 'Pass',
                QueryLanguage: 'JSONata',
                Assign: { own: '{% $states.input.n * $tax %}' },
                Next: 'Add',
              },
              Add: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $own + $states.input.i %}', End: true },
            },
          },
          End: true,
        },
      },
    },
    input: [10, 20],
    output: [20, 41],
  },
  {
    name: 'an iteration knows where its item comes from',
    machine: machineOf({
      Type: 'Map',
      ItemSelector: { 'item.$': '$$.Map.Item' },
      ItemProcessor: machineOf({ Type: 'Pass', OutputPath: '$.item', End: true }),
      End: true,
    }),
    input: ['a'],
    output: [{ Index: 0, Value: 'a', Source: 'STATE_DATA' }],
  },
  {
    name: 'times have no fraction where it is zero',
    machine: machineOf({ Type: 'Pass', Parameters: { 'at.$': '$$.Execution.StartTime' }, End: true }),
    output: { at: '2026-01-01T00:00:00Z' },
  },
  {
    name: 'a catcher puts the error where it says, and OutputPath does not apply',
    machine: caught({
      OutputPath: '$.got',
      Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.error', Next: 'Handle' }],
    }),
    input: { a: 1 },
    tasks: failing,
    output: { a: 1, error: { Error: 'Broken', Cause: 'why' } },
  },
  {
    name: "a catcher's own Assign and Output see the error",
    machine: caught(
      {
        QueryLanguage: 'JSONata',
        Catch: [
          {
            ErrorEquals: ['States.ALL'],
            Assign: { why: '{% $states.errorOutput.Cause %}' },
            Output: '{% $states.errorOutput.Error %}',
            Next: 'Handle',
          },
        ],
      },
      { Type: 'Pass', Parameters: { 'why.$': '$why', 'error.$': '$' }, End: true },
    ),
    tasks: failing,
    output: { why: 'why', error: 'Broken' },
  },
  {
    name: 'retries are counted in the Context object',
    machine: caught({
      Parameters: { 'attempt.$': '$$.State.RetryCount' },
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }],
    }),
    tasks: {
      ...noTasks,
      request: async ({ parameters }) => {
        if (JSON.stringify(parameters) !== '{"attempt":2}') throw new StatesError('Early');
        return 'third time';
      },
    },
    output: 'third time',
  },
  {
    name: "a rule's Assign is its own, the state's is for Default",
    machine: {
      StartAt: 'Choose',
      States: {
        Choose: {
          Type: 'Choice',
          Choices: [{ Variable: '$.n', NumericEquals: 1, Assign: { way: 'rule' }, Next: 'Show' }],
          Assign: { way: 'default' },
          Default: 'Show',
        },
        Show: { Type: 'Pass', Parameters: { 'way.$': '$way' }, End: true },
      },
    },
    input: { n: 1 },
    output: { way: 'rule' },
  },
];

describe('data flows', () => {
  it.each(CASES)('$name', async ({ machine, input = {}, tasks = noTasks, output }) => {
    const finished = await run(machine, input, { tasks });
    expect(finished.result).toMatchObject({ status: 'SUCCEEDED' });
    expect(finished.output).toEqual(output);
  });
});

describe('what AWS says where data does not fit', () => {
  it.each<[string, State, Json, string]>([
    [
      'OutputPath',
      { Type: 'Pass', OutputPath: '$.a.b', End: true },
      {},
      "Invalid path '$.a.b' : Missing property in path $['a']",
    ],
    [
      'Parameters',
      { Type: 'Pass', Parameters: { 'x.$': '$.gone' }, End: true },
      { a: 1 },
      `The JSONPath '$.gone' specified for the field 'x.$' could not be found in the input '{"a":1}'`,
    ],
    [
      'SecondsPath',
      { Type: 'Wait', SecondsPath: '$.s', End: true },
      { s: 1.5 },
      'The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5',
    ],
    [
      'TimestampPath',
      { Type: 'Wait', TimestampPath: '$.t', End: true },
      { t: 'tomorrow' },
      'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == tomorrow',
    ],
    ['a delay', { Type: 'Wait', Timestamp: '2126-01-01T00:00:00Z', End: true }, {}, 'Wait state delay is too long.'],
    [
      'no rule',
      { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'Only' }] },
      { a: 1 },
      'Failed to transition out of the state. The state does not point to a next state.',
    ],
  ])('%s', async (_, state, input, why) => {
    const { result } = await run(machineOf(state), input);
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: `An error occurred while executing the state 'Only' (entered at the event id #2). ${why}`,
    });
  });
});

describe('numbers that an expression yields', () => {
  it.each<[string, number, boolean]>([
    ['Seconds', 0, true],
    ['Seconds', -1, false],
    ['Seconds', 1.5, false],
    ['Seconds', 99_999_999, true],
    ['Seconds', 100_000_000, false],
    ['TimeoutSeconds', 1, true],
    ['TimeoutSeconds', 0, false],
  ])('%s: %d', async (field, value, isTaken) => {
    const fields = { QueryLanguage: 'JSONata', [field]: '{% $states.input %}', End: true } as const;
    const state: State =
      field === 'Seconds' ? { Type: 'Wait', ...fields } : { Type: 'Task', Resource: CALL, ...fields };
    const { result } = await run(machineOf(state), value, { tasks: echo });
    expect(result).toMatchObject(
      isTaken ? { status: 'SUCCEEDED' } : { status: 'FAILED', error: 'States.QueryEvaluationError' },
    );
  });
});
