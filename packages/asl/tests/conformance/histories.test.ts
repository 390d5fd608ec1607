/** What AWS records, in our own words: which events, in which order, and which event each follows. */
import { describe, expect, it } from 'vitest';
import type { MapState, State, StateMachineDefinition } from '#asl/definition/types.ts';
import { StatesError } from '#asl/error.ts';
import type { Json } from '#asl/json.ts';
import type { TaskPort } from '#asl/ports.ts';
import { machineOf, noTasks, run, shape } from '#tests/support/run.ts';

const pass: State = { Type: 'Pass', End: true };
const fail: State = { Type: 'Fail', Error: 'Broken', Cause: 'on purpose' };
const alwaysFails: TaskPort = { ...noTasks, request: () => Promise.reject(new StatesError('Broken', 'again')) };
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:f';

const map = (state: State, more: Partial<MapState> = {}): StateMachineDefinition =>
  machineOf({ Type: 'Map', ItemProcessor: machineOf(state), End: true, ...more });

interface Case {
  readonly name: string;
  readonly machine: StateMachineDefinition;
  readonly input?: Json;
  readonly tasks?: TaskPort;
  readonly events: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'the first state follows nothing',
    machine: { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } } },
    events: [
      '1 ExecutionStarted<0',
      '2 PassStateEntered<0',
      '3 PassStateExited<2',
      '4 SucceedStateEntered<3',
      '5 SucceedStateExited<4',
      '6 ExecutionSucceeded<5',
    ],
  },
  {
    name: 'a failed evaluation follows what came before its state',
    machine: {
      StartAt: 'A',
      QueryLanguage: 'JSONata',
      States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Output: '{% $gone %}', End: true } },
    },
    events: [
      '1 ExecutionStarted<0',
      '2 PassStateEntered<0',
      '3 PassStateExited<2',
      '4 PassStateEntered<3',
      '5 EvaluationFailed<3',
      '6 ExecutionFailed<5',
    ],
  },
  {
    name: 'iterations one at a time follow each other, past their Succeeded events',
    machine: map(pass, { MaxConcurrency: 1 }),
    input: [1, 2],
    events: [
      '1 ExecutionStarted<0',
      '2 MapStateEntered<0',
      '3 MapStateStarted<2',
      '4 MapIterationStarted<3',
      '5 PassStateEntered<4',
      '6 PassStateExited<5',
      '7 MapIterationSucceeded<6',
      '8 MapIterationStarted<6',
      '9 PassStateEntered<8',
      '10 PassStateExited<9',
      '11 MapIterationSucceeded<10',
      '12 MapStateSucceeded<11',
      '13 MapStateExited<11',
      '14 ExecutionSucceeded<13',
    ],
  },
  {
    name: 'a failed iteration is retried from where it failed',
    machine: map(fail, { Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }] }),
    input: [1],
    events: [
      '1 ExecutionStarted<0',
      '2 MapStateEntered<0',
      '3 MapStateStarted<2',
      '4 MapIterationStarted<3',
      '5 FailStateEntered<4',
      '6 MapIterationFailed<5',
      '7 MapStateStarted<5',
      '8 MapIterationStarted<7',
      '9 FailStateEntered<8',
      '10 MapIterationFailed<9',
      '11 MapStateFailed<9',
      '12 ExecutionFailed<11',
    ],
  },
  {
    name: 'a Map without items succeeds at once',
    machine: map(pass),
    input: [],
    events: [
      '1 ExecutionStarted<0',
      '2 MapStateEntered<0',
      '3 MapStateStarted<2',
      '4 MapStateSucceeded<3',
      '5 MapStateExited<3',
      '6 ExecutionSucceeded<5',
    ],
  },
  {
    name: 'a branch that fails ends its siblings',
    machine: machineOf({
      Type: 'Parallel',
      Branches: [machineOf({ Type: 'Wait', Seconds: 60, End: true }), { StartAt: 'Bad', States: { Bad: fail } }],
      End: true,
    }),
    events: [
      '1 ExecutionStarted<0',
      '2 ParallelStateEntered<0',
      '3 ParallelStateStarted<2',
      '4 WaitStateEntered<3',
      '5 FailStateEntered<3',
      '6 WaitStateAborted<5',
      '7 ParallelStateFailed<5',
      '8 ExecutionFailed<7',
    ],
  },
  {
    name: 'a caught failure leaves its state',
    machine: {
      StartAt: 'Try',
      States: {
        Try: {
          Type: 'Parallel',
          Branches: [machineOf(fail)],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
          End: true,
        },
        Caught: pass,
      },
    },
    events: [
      '1 ExecutionStarted<0',
      '2 ParallelStateEntered<0',
      '3 ParallelStateStarted<2',
      '4 FailStateEntered<3',
      '5 ParallelStateFailed<4',
      '6 ParallelStateExited<5',
      '7 PassStateEntered<6',
      '8 PassStateExited<7',
      '9 ExecutionSucceeded<8',
    ],
  },
  {
    name: 'attempts of a task follow the failure before them',
    machine: machineOf({
      Type: 'Task',
      Resource: FUNCTION,
      Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 }],
      End: true,
    }),
    tasks: alwaysFails,
    events: [
      '1 ExecutionStarted<0',
      '2 TaskStateEntered<0',
      '3 LambdaFunctionScheduled<2',
      '4 LambdaFunctionStarted<3',
      '5 LambdaFunctionFailed<4',
      '6 LambdaFunctionScheduled<5',
      '7 LambdaFunctionStarted<6',
      '8 LambdaFunctionFailed<7',
      '9 ExecutionFailed<8',
    ],
  },
  {
    name: 'a task that fails in an iteration is aborted with it',
    machine: map({ Type: 'Task', Resource: FUNCTION, End: true }),
    input: [1],
    tasks: alwaysFails,
    events: [
      '1 ExecutionStarted<0',
      '2 MapStateEntered<0',
      '3 MapStateStarted<2',
      '4 MapIterationStarted<3',
      '5 TaskStateEntered<4',
      '6 LambdaFunctionScheduled<5',
      '7 LambdaFunctionStarted<6',
      '8 LambdaFunctionFailed<7',
      '9 MapIterationFailed<8',
      '10 TaskStateAborted<8',
      '11 MapStateFailed<8',
      '12 ExecutionFailed<11',
    ],
  },
  {
    name: 'a failure of the data flow ends the execution by itself',
    machine: map(pass, { ItemsPath: '$.list', ToleratedFailurePercentage: 10, MaxConcurrencyPath: '$.most' }),
    input: { list: [], most: 'many' },
    events: ['1 ExecutionStarted<0', '2 MapStateEntered<0', '3 ExecutionFailed<2'],
  },
];

describe('a history', () => {
  it.each(CASES)('$name', async ({ machine, input = {}, tasks = noTasks, events }) => {
    expect(shape((await run(machine, input, { tasks })).events)).toEqual(events);
  });
});
