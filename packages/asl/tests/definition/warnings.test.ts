import { expect, it } from 'vitest';
import { validateDefinition } from '#asl/definition/validate.ts';
import { definitionWarnings } from '#asl/definition/warnings.ts';

const machine = (state: object) => ({ StartAt: 'S', States: { S: { ...state, End: true } } });
const task = (fields: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ...fields });
const map = (state: object) => ({ Type: 'Map', ItemProcessor: machine(state) });

// https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
it.each<[string, object, readonly string[]]>([
  ['a path without .$', task({ Parameters: { a: '$.x' } }), ['NO_DOLLAR /States/S/Parameters/a']],
  ['the context without .$', task({ Parameters: { a: { b: '$$.Task' } } }), ['NO_DOLLAR /States/S/Parameters/a/b']],
  [
    'an intrinsic without .$',
    task({ ResultSelector: { a: 'States.UUID()' } }),
    ['NO_DOLLAR /States/S/ResultSelector/a'],
  ],
  ['a path with .$', task({ Parameters: { 'a.$': '$.x', b: 'x$.y', c: '$5' } }), []],
  ['a path in a list', task({ Parameters: { a: ['$.x'] } }), ['NO_DOLLAR /States/S/Parameters/a[0]']],
  ['a field without Path', task({ TimeoutSeconds: 5, Catch: [] }), []],
  ['an error that is a path', { Type: 'Fail', Error: '$.error' }, ['NO_PATH /States/S/Error']],
  ['an error at a path', { Type: 'Fail', ErrorPath: '$.error' }, []],
  [
    'a comparison with a path',
    { Type: 'Choice', Choices: [{ Variable: '$.a', StringEquals: '$.b', Next: 'S' }] },
    ['NO_PATH /States/S/Choices[0]/StringEquals'],
  ],
  ['a result with a path', { Type: 'Pass', Result: { a: '$.x' } }, ['PASS_RESULT_IS_STATIC /States/S/Result']],
  [
    'a result with a name of a path',
    { Type: 'Pass', Result: { 'a.$': 'x' } },
    ['PASS_RESULT_IS_STATIC /States/S/Result'],
  ],
  ['a result', { Type: 'Pass', Result: { a: 'x' }, Comment: '$.x' }, []],
  ['JSONata', { Type: 'Pass', QueryLanguage: 'JSONata', Output: '$.x' }, []],
  [
    'a state within',
    map(task({ Parameters: { a: '$.x' } })),
    ['NO_DOLLAR /States/S/ItemProcessor/States/S/Parameters/a'],
  ],
])('%s', (_, state, expected) => {
  expect(definitionWarnings(machine(state)).map(({ code, location }) => `${code} ${location}`)).toEqual(expected);
});

it('is no fault', () => {
  expect(validateDefinition(machine({ Type: 'Pass', Result: '$.x' }))).toEqual([]);
  expect(definitionWarnings('no machine')).toEqual([]);
  const deep: unknown = JSON.parse(`${'['.repeat(20_000)}"$.x"${']'.repeat(20_000)}`);
  expect(definitionWarnings(machine({ Type: 'Pass', Result: deep }))).toEqual([]);
  expect(definitionWarnings(machine({ Type: 'Pass', Other: deep }))).toEqual([]);
});
