import { expect, it } from 'vitest';
import { takenNames } from '../../../serverless/bundle/taken-names.ts';

it.each([
  ['other names', { one: { id: 'One', name: 'one' }, two: { id: 'Two', name: 'two' } }, []],
  ['no names', { one: {}, two: {} }, []],
  [
    'one name, from which both logical ids are made',
    { one: { name: 'photo' }, two: { name: 'photo' } },
    ['The state machines one and two have the same id photo: one is lost.'],
  ],
  [
    'one id',
    { one: { id: 'Photo', name: 'one' }, two: { id: 'Photo', name: 'two' } },
    ['The state machines one and two have the same id Photo: one is lost.'],
  ],
  [
    'one name under two ids',
    { one: { id: 'One', name: 'photo' }, two: { id: 'Two', name: 'photo' } },
    ['The state machines one and two have the same name photo: AWS refuses the second.'],
  ],
])('of state machines with %s, packaging says so', (_, machines, lines) => {
  expect(takenNames(machines)).toEqual(lines);
});
