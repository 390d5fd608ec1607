import { describe, expect, it } from 'vitest';
import type { State, StateMachineDefinition } from '#asl/definition/types.ts';
import { validateDefinition } from '#asl/definition/validate.ts';
import type { Json } from '#asl/json.ts';
import { machineOf, run } from '#tests/support/run.ts';

const input: Json = {
  abc: { 'def ghi': [1, 2] },
  list: [
    { n: 1, t: 'one' },
    { n: 2, t: 'two' },
  ],
  KeyCount: 0,
};

const pass = (fields: object): StateMachineDefinition => machineOf({ Type: 'Pass', ...fields, End: true } as State);
const selected = (path: string): StateMachineDefinition =>
  machineOf({
    Type: 'Parallel',
    Branches: [{ StartAt: 'Same', States: { Same: { Type: 'Pass', End: true } } }],
    ResultSelector: { 'value.$': path.replace('$', '$[0]') },
    OutputPath: '$.value',
    End: true,
  });

/** The value of a path, by each field that takes one. */
const FIELDS: Readonly<Record<string, (path: string) => StateMachineDefinition>> = {
  InputPath: (path) => pass({ InputPath: path }),
  OutputPath: (path) => pass({ OutputPath: path }),
  Parameters: (path) => pass({ Parameters: { 'value.$': path }, OutputPath: '$.value' }),
  Assign: (path) => ({
    StartAt: 'Set',
    States: {
      Set: { Type: 'Pass', Assign: { 'value.$': path }, Next: 'Get' },
      Get: { Type: 'Pass', Parameters: { 'value.$': '$value' }, OutputPath: '$.value', End: true },
    },
  }),
  ResultSelector: selected,
  'an intrinsic function': (path) =>
    pass({ Parameters: { 'value.$': `States.ArrayGetItem(States.Array(${path}), 0)` }, OutputPath: '$.value' }),
};

describe.each(Object.entries(FIELDS))('%s', (_, definitionOf) => {
  it.each<[string, Json]>([
    // AWS's page has the first.
    ["$.abc.['def ghi']", [1, 2]],
    ["$.abc.['def ghi'].[1]", 2],
    ['$.list.[?(@.n > 1)].t', ['two']],
    ['$.list[?(@.t == two)].n', [2]],
    ['$.list[(@.length-1)].t', 'two'],
    ["$.list[0]['n','t']", { n: 1, t: 'one' }],
    // Listing an empty bucket.
    ['$.Contents[*].Key', []],
    ['$.Contents[1:]', []],
    ['$.gone..more[?(@.a)]', []],
    ['$.list.length()', 2],
  ])('%s', async (path, value) => {
    const definition = definitionOf(path);
    expect(validateDefinition(definition)).toEqual([]);
    expect((await run(definition, input)).output).toEqual(value);
  });
});

it('a choice compares what is behind a dot before a bracket', async () => {
  const { output } = await run(
    {
      StartAt: 'Choose',
      States: {
        Choose: {
          Type: 'Choice',
          Choices: [{ Variable: "$.abc.['def ghi'].[1]", NumericEqualsPath: '$.list.[1].n', Next: 'Same' }],
          Default: 'Other',
        },
        Same: { Type: 'Pass', Result: 'same', End: true },
        Other: { Type: 'Pass', Result: 'other', End: true },
      },
    },
    input,
  );
  expect(output).toBe('same');
});

it('a result is put there too', async () => {
  const { output } = await run(pass({ Result: 3, ResultPath: "$.abc.['x y']", OutputPath: '$.abc' }), input);
  expect(output).toEqual({ 'def ghi': [1, 2], 'x y': 3 });
});

it('a template may name a member as no object of JavaScript would', async () => {
  const definition = pass({ Parameters: { '__proto__.$': '$.KeyCount', 'constructor.$': '$.KeyCount' } });
  const { output } = await run(definition, input);
  expect(Object.entries(output ?? {})).toEqual([
    ['__proto__', 0],
    ['constructor', 0],
  ]);
});
