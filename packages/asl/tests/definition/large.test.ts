import { describe, expect, it } from 'vitest';
import { loading } from '#asl/definition/load.ts';
import type { StateMachineDefinition } from '#asl/definition/types.ts';
import { validateDefinition, validating } from '#asl/definition/validate.ts';
import { findingReferences } from '#asl/definition/variable-references.ts';
import { inTurns } from '#asl/language/turns.ts';
import { compileMachine } from '#asl/machine.ts';

const range = (length: number) => Array.from({ length }, (_, index) => index);
const named = <T>(count: number, nameOf: (index: number) => string, made: (index: number) => T) =>
  Object.fromEntries(range(count).map((index) => [nameOf(index), made(index)]));

const lone = (state: object, QueryLanguage = 'JSONata') => ({
  ...{ QueryLanguage, StartAt: 'Lone' },
  States: { Lone: { ...state, End: true } },
});

/** Each has what has to be parsed, so many times. */
const MANY = 300;
const LARGE: Readonly<Record<string, object>> = {
  'expressions of a template': lone({ Type: 'Pass', Output: range(MANY).map((n) => `{% $states.input + ${n} %}`) }),
  'expressions of fields': {
    ...{ QueryLanguage: 'JSONata', StartAt: 'S0' },
    States: {
      ...named(
        MANY,
        (n) => `S${n}`,
        (n) => ({ Type: 'Wait', Seconds: `{% ${n} + 0 %}`, Next: `S${n + 1}` }),
      ),
      [`S${MANY}`]: { Type: 'Succeed' },
    },
  },
  conditions: {
    ...{ QueryLanguage: 'JSONata', StartAt: 'Which' },
    States: {
      Which: { Type: 'Choice', Choices: range(MANY).map((n) => ({ Condition: `{% ${n} = 1 %}`, Next: 'Done' })) },
      Done: { Type: 'Succeed' },
    },
  },
  'paths and intrinsic functions': lone(
    {
      Type: 'Pass',
      Parameters: named(
        MANY,
        (n) => `${n}.$`,
        (n) => (n % 2 ? `$.a${n}` : `States.Array($.a${n})`),
      ),
    },
    'JSONPath',
  ),
  'choice rules': {
    StartAt: 'Which',
    States: {
      Which: {
        Type: 'Choice',
        Choices: range(MANY).map((n) => ({ Variable: `$.a${n}`, IsNull: true, Next: 'Done' })),
      },
      Done: { Type: 'Succeed' },
    },
  },
};

describe.each(Object.entries(LARGE))('a definition with many %s', (_, definition) => {
  it('is checked, and looked through, a piece at a time', () => {
    expect([...loading(definition)].length).toBeGreaterThanOrEqual(MANY);
    expect([...findingReferences(definition as StateMachineDefinition)].length).toBeGreaterThanOrEqual(MANY);
  });

  it('lets others have their turn meanwhile', async () => {
    let turns = 0;
    const others = () => {
      turns += 1;
      timer = setImmediate(others);
    };
    let timer = setImmediate(others);
    expect(await inTurns(validating(definition))).toEqual([]);
    clearImmediate(timer);
    expect(turns).toBeGreaterThan(0);
  });
});

it('faults stand in the order of their places, whenever they are looked for', () => {
  const definition = {
    ...lone({ Type: 'Pass', Output: { a: '{% ( %}', b: '{% $$ %}' }, Unknown: 1, Assign: { '1': 2, x: '{% y %}' } }),
    TimeoutSeconds: 'never',
  };
  const found = validateDefinition(definition).map(({ location }) => location);
  expect(found).toEqual([
    '/States/Lone',
    '/States/Lone/Output/a',
    '/States/Lone/Output/b',
    '/States/Lone/Assign/1',
    '/States/Lone/Assign/x',
    '/TimeoutSeconds',
  ]);
});

/** What grew with their square took minutes. */
it.each([
  ['that assign', () => ({ Type: 'Pass' })],
  ['with branches', () => ({ Type: 'Parallel', Branches: [{ StartAt: 'a', States: {} }] })],
])('many states %s are checked in no time', (_, stateOf) => {
  const definition = {
    StartAt: 'S0',
    States: named(
      10_000,
      (n) => `S${n}`,
      (n) => ({ ...stateOf(), Assign: { [`v${n}`]: 1 }, Next: `S${n + 1}` }),
    ),
  };
  expect(validateDefinition(definition).length).toBeGreaterThan(0);
});

it('an expression that binds thousands of names is read in no time', () => {
  const bound = range(7_000).map((n) => `$a${n} := 1`);
  expect(validateDefinition(lone({ Type: 'Pass', Output: `{% (${bound.join(';')}) %}` }))).toEqual([]);
});

it('an expression that would keep everybody waiting is refused by its length', () => {
  const Output = `{% "${'x'.repeat(100_000)}" %}`;
  expect(validateDefinition(lone({ Type: 'Pass', Output }))).toMatchObject([
    {
      code: 'INVALID_JSONATA_EXPRESSION',
      message: 'UNSUPPORTED_LOCALLY: an expression of more than 100000 characters',
    },
  ]);
});

it('compiling parses no expression before it is evaluated', () => {
  const Output = range(30_000).map((n) => `{% $states.input + ${n} %}`);
  expect(compileMachine(lone({ Type: 'Pass', Output }) as unknown as StateMachineDefinition).states.size).toBe(1);
});
