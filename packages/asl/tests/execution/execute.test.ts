import { describe, expect, it } from 'vitest';
import type { State, StateMachineDefinition } from '#asl/definition/types.ts';
import type { HistoryEvent } from '#asl/history/events.ts';
import { VirtualClock } from '#asl/virtual-clock.ts';
import { machineOf, run, START, start } from '#tests/support/run.ts';

const ENDLESS: StateMachineDefinition = {
  StartAt: 'A',
  States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } },
};

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const LIMIT_EXCEEDED = { error: 'States.DataLimitExceeded', cause: expect.stringContaining("state/task 'Only'") };
const names = Array.from({ length: 5_000 }, (_, at) => `x${at}`);
/** As text a value made of it would be longer than any text can be. */
const many = Object.fromEntries(names.map((name) => [`${name}.$`, '$']));
const manyInJsonata = Object.fromEntries(names.map((name) => [name, '{% $states.input %}']));
const one = { StartAt: 'One', States: { One: { Type: 'Succeed' } } } as const;
const inJsonata = { Type: 'Task', QueryLanguage: 'JSONata' } as const;
const overOne = { Type: 'Map', QueryLanguage: 'JSONata', Items: [1], ItemProcessor: one } as const;

describe('an execution ends', () => {
  it('with its output', async () => {
    const { result } = await run(machineOf({ Type: 'Succeed' }), { a: [1] });
    expect(result).toEqual({ status: 'SUCCEEDED', output: { value: { a: [1] }, text: '{"a":[1]}' }, stopTime: START });
  });

  it('after ten minutes of Wait, in no time', async () => {
    const clock = new VirtualClock(START);
    const { result } = await run(machineOf({ Type: 'Wait', Seconds: 600, End: true }), {}, { clock });
    expect(result).toMatchObject({ status: 'SUCCEEDED', stopTime: START + 600_000 });
  });

  it('at its own time limit', async () => {
    const { result, events } = await run({
      ...machineOf({ Type: 'Wait', Seconds: 600, End: true }),
      TimeoutSeconds: 60,
    });
    expect(result).toEqual({ status: 'TIMED_OUT', stopTime: START + 60_000 });
    expect(events.at(-1)).toMatchObject({
      type: 'ExecutionTimedOut',
      previousEventId: 0,
      executionTimedOutEventDetails: { error: 'States.Timeout' },
    });
  });

  it('after five minutes where it is Express', async () => {
    const machine = machineOf({ Type: 'Wait', Seconds: 600, End: true });
    const { result } = await run(machine, {}, {}, { type: 'EXPRESS' });
    expect(result).toMatchObject({ status: 'TIMED_OUT', stopTime: START + 300_000 });
  });

  it('with its 25,000th event', async () => {
    const { result, events } = await run(ENDLESS);
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(events).toHaveLength(25_000);
    expect(events.at(-1)?.type).toBe('ExecutionFailed');
  });

  it('when it is stopped, also in an endless loop', async () => {
    const clock = new VirtualClock(START);
    const execution = start(ENDLESS, {}, { clock }, { type: 'EXPRESS', keepHistory: false });
    void clock.sleep(3).then(() => execution.stop());
    expect(await execution.result).toMatchObject({ status: 'ABORTED' });
  });

  it.each<[string, State, object]>([
    ['an output', { Type: 'Pass', Parameters: { 'a.$': '$', 'b.$': '$' }, End: true }, LIMIT_EXCEEDED],
    ['an output of many references to one value', { Type: 'Pass', Parameters: many, End: true }, LIMIT_EXCEEDED],
    [
      'an output in JSONata',
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: manyInJsonata, End: true },
      LIMIT_EXCEEDED,
    ],
    [
      'what Parameters make of an input',
      { Type: 'Task', Resource: LAMBDA, Parameters: many, End: true },
      LIMIT_EXCEEDED,
    ],
    ['what Arguments are', { ...inJsonata, Resource: LAMBDA, Arguments: manyInJsonata, End: true }, LIMIT_EXCEEDED],
    ['the input of branches', { Type: 'Parallel', Parameters: many, Branches: [one], End: true }, LIMIT_EXCEEDED],
    ['the input of an iteration', { ...overOne, ItemSelector: manyInJsonata, End: true }, LIMIT_EXCEEDED],
    ['what is assigned', { Type: 'Pass', Assign: many, End: true }, { error: 'States.Runtime' }],
  ])('with a failure where %s is too large', async (_, state, expected) => {
    const { result } = await run(machineOf(state), 'x'.repeat(140_000));
    expect(result).toMatchObject({ status: 'FAILED', ...expected });
  });

  it('with a failure that can be caught, where what Parameters make of an input is too large', async () => {
    const Catch = [{ ErrorEquals: ['States.DataLimitExceeded'], Next: 'Done' }];
    const { result } = await run(
      {
        StartAt: 'Ask',
        States: {
          Ask: { Type: 'Task', Resource: LAMBDA, Parameters: many, Catch, End: true },
          Done: { Type: 'Pass', Result: 'caught', End: true },
        },
      },
      'x'.repeat(140_000),
    );
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { value: 'caught' } });
  });
});

const WAITS = machineOf({ Type: 'Wait', Seconds: 600, End: true });

it.each([
  ['ExecutionStarted', WAITS],
  ['WaitStateEntered', WAITS],
  ['ExecutionSucceeded', WAITS],
  ['ExecutionFailed', machineOf({ Type: 'Fail' })],
  ['ExecutionTimedOut', { ...WAITS, TimeoutSeconds: 60 }],
])(
  'a history that cannot be written at %s breaks the execution off, and nobody else hears of it',
  async (type, machine) => {
    const lost = new Error('no space left');
    const onEvent = (event: HistoryEvent) => {
      if (event.type === type) throw lost;
    };
    await expect(start(machine, {}, {}, { onEvent }).result).rejects.toBe(lost);
  },
);

it('tells of events as they happen, and keeps none where it need not', async () => {
  const seen: HistoryEvent[] = [];
  const onEvent = (event: HistoryEvent) => seen.push(event);
  const { events } = await run(machineOf({ Type: 'Succeed' }), {}, {}, { onEvent, keepHistory: false });
  expect(seen.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'SucceedStateEntered',
    'SucceedStateExited',
    'ExecutionSucceeded',
  ]);
  expect(events).toEqual([]);
});

it('a Map of 10,000 items ends as AWS would end it: its history is full', async () => {
  const items = Array.from({ length: 10_000 }, (_, index) => index);
  const machine = machineOf({ Type: 'Map', ItemProcessor: machineOf({ Type: 'Pass', End: true }), End: true });
  const { result, events } = await run(machine, items);
  expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(events).toHaveLength(25_000);
});
