import { describe, expect, it } from 'vitest';
import type { ChoiceRule, State, StateMachineDefinition, SubMachine } from '#asl/definition/types.ts';
import { StatesError } from '#asl/error.ts';
import type { Json } from '#asl/json.ts';
import type { TaskPort } from '#asl/ports.ts';
import { testRuns } from '#asl/testing/seed.ts';
import fc from '#tests/support/fast-check.ts';
import { noTasks, run } from '#tests/support/run.ts';

const PATHS = ['$', '$.a', '$.b.c', '$.list', '$.list[0]', '$$.State.Name', '$..a'] as const;
const EXPRESSIONS = [
  '{% $states.input %}',
  '{% $states.input.a %}',
  '{% $states.input.list[0] %}',
  '{% 1 + $states.input.a %}',
];
const ERRORS = ['States.ALL', 'States.TaskFailed', 'States.Timeout', 'Random'] as const;

const path = fc.constantFrom(...PATHS);
const referencePath = fc.constantFrom('$', '$.a', '$.b.c', '$.list[0]');
const expression = fc.constantFrom(...EXPRESSIONS);
const input = fc.constantFrom<Json>({}, [], 1, 'x', null, { a: 1, list: [1, 2] }, { a: [], b: { c: 'x' } }, [[1], [2]]);

/** Fails now and then, waits now and then. */
const moody: TaskPort = {
  ...noTasks,
  request: ({ parameters, signal }) => {
    const size = JSON.stringify(parameters).length;
    if (size % 3 === 0) return Promise.reject(new StatesError('Random', 'bad luck'));
    if (size % 7 === 0)
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    return Promise.resolve(parameters);
  },
};

/** Every state of one machine, forward and sometimes back: loops end with the 25,000th event at the latest. */
function machine(depth: number): fc.Arbitrary<SubMachine> {
  return fc.integer({ min: 1, max: 4 }).chain((count) => {
    const names = Array.from({ length: count }, (_, index) => `S${depth}_${index}`);
    const states = names.map((_, index) => state(depth, names, index));
    return fc.tuple(...states).map(
      (list): SubMachine => ({
        StartAt: names[0] ?? '',
        States: Object.fromEntries(list.map((member, index) => [names[index] ?? '', member])),
      }),
    );
  });
}

function state(depth: number, names: readonly string[], index: number): fc.Arbitrary<State> {
  const next = names[index + 1];
  const go = next === undefined ? { End: true } : { Next: next };
  const anywhere = fc.constantFrom(...names);
  const recovery = fc.record(
    {
      Retry: fc.constant([{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }]),
      Catch: fc
        .record({ ErrorEquals: fc.constantFrom(...ERRORS).map((name) => [name]), Next: anywhere })
        .map((one) => [one]),
    },
    { requiredKeys: [] },
  );
  const flow = fc.record({ InputPath: path, OutputPath: path, ResultPath: referencePath }, { requiredKeys: [] });
  const rule = fc.record({ Variable: path, IsPresent: fc.boolean(), Next: anywhere }).map((one): ChoiceRule => one);
  const simple: fc.Arbitrary<State>[] = [
    flow.map((fields): State => ({ Type: 'Pass', ...fields, ...go })),
    expression.map((Output): State => ({ Type: 'Pass', QueryLanguage: 'JSONata', Output, ...go })),
    fc.nat(100).map((Seconds): State => ({ Type: 'Wait', Seconds, ...go })),
    rule.map((one): State => ({ Type: 'Choice', Choices: [one], Default: names.at(-1) ?? '' })),
    fc.constant<State>({ Type: 'Succeed' }),
    fc.constant<State>({ Type: 'Fail', Error: 'Random' }),
    fc.tuple(flow, recovery).map(
      ([fields, rescue]): State => ({
        Type: 'Task',
        Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f',
        TimeoutSeconds: 5,
        ...fields,
        ...rescue,
        ...go,
      }),
    ),
  ];
  if (depth === 0) return fc.oneof(...simple);
  const inner = machine(depth - 1);
  return fc.oneof(
    ...simple,
    fc.tuple(inner, fc.nat(2), flow, recovery).map(
      ([ItemProcessor, MaxConcurrency, fields, rescue]): State => ({
        Type: 'Map',
        ItemProcessor,
        MaxConcurrency,
        ...fields,
        ...rescue,
        ...go,
      }),
    ),
    fc
      .tuple(fc.array(inner, { minLength: 1, maxLength: 3 }), recovery)
      .map(([Branches, rescue]): State => ({ Type: 'Parallel', Branches, ...rescue, ...go })),
  );
}

describe('any machine', () => {
  it('ends, with a history whose events follow each other', { timeout: testRuns(180_000) }, async () => {
    await fc.assert(
      fc.asyncProperty(machine(2), input, async (definition: StateMachineDefinition, value) => {
        const { result, events } = await run({ ...definition, TimeoutSeconds: 10_000 }, value, { tasks: moody });
        expect(['SUCCEEDED', 'FAILED', 'TIMED_OUT']).toContain(result.status);
        expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
        expect(events.every(({ id, previousEventId }) => previousEventId < id)).toBe(true);
        expect(events.at(-1)?.type).toMatch(/^Execution/);
      }),
      { numRuns: testRuns(50) },
    );
  });
});
