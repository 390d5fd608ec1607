import { expect, it } from 'vitest';
import { likeness, reasonOf } from '#services/states/map-runs/reason.ts';

it.each([
  ['Paper.Jam', 'It jammed.', { error: 'Paper.Jam', cause: 'It jammed.' }],
  [undefined, undefined, { error: 'no error', cause: '' }],
  [
    'States.TaskFailed',
    JSON.stringify({ ExecutionArn: 'arn', Status: 'FAILED', Error: 'Paper.Jam', Cause: 'It jammed.' }),
    { error: 'Paper.Jam', cause: 'It jammed.' },
  ],
  ['Error', JSON.stringify({ errorType: 'Error', errorMessage: 'No.', trace: [] }), { error: 'Error', cause: 'No.' }],
  ['Paper.Jam', '{"a":1}', { error: 'Paper.Jam', cause: '{"a":1}' }],
  [
    'States.QueryEvaluationError',
    "The JSONata expression '$error('x')' specified for the field 'Output' threw an error during evaluation. D3137: x",
    { error: 'States.QueryEvaluationError', cause: 'D3137: x' },
  ],
])('%s: %s', (error, cause, reason) => {
  expect(reasonOf(error, cause)).toEqual(reason);
});

it.each([
  ['at 12:30 of 5 sheets', 'at 7:05 of 12 sheets', true],
  ['the key "a.jpg" is gone', 'the key "b \\" c.jpg" is gone', true],
  ['of 0e5b3f1c-05d4-b198-2fde-7ededc63b103', 'of 8a5c02e9-0000-4111-8222-0123456789ab', true],
  ['It is damaged.', 'It is empty.', false],
])('%j is like %j: %s', (one, other, isAlike) => {
  const of = (cause: string) => likeness({ error: 'E', cause });
  expect(of(one) === of(other)).toBe(isAlike);
});
