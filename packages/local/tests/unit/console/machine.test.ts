import { describe, expect, it } from 'vitest';
import { lineOf } from '#local/console/queries/machine/line-of.ts';
import { scratchName } from '#local/console/queries/machine/scratch.ts';

const definition = JSON.stringify(
  {
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', Next: 'b/c' },
      'b/c': { Type: 'Task', Resource: 'r', Catch: [{ ErrorEquals: ['x'], Next: 'Nowhere' }], End: true },
    },
  },
  undefined,
  2,
);

describe('the line of a definition', () => {
  it.each([
    ['/StartAt', 2],
    ['/States/A', 4],
    ['/States/A/Next', 6],
    ['/States/A/Missing', 4],
    ['/States/b/c/Catch[0]/Next', 16],
    ['/', 1],
    ['', 1],
  ])('that %s names is %i', (location, line) => {
    expect(lineOf(definition, location)).toBe(line);
  });

  it('is told of what is half written', () => {
    expect(lineOf('{\n "States": {\n  "A": {', '/States/A')).toBe(3);
  });
});

it.each([
  ['photos-dev', 'photos-dev-scratch'],
  ['photos-dev-scratch', 'photos-dev-scratch'],
  ['a'.repeat(80), `${'a'.repeat(72)}-scratch`],
])('a copy of %s is called %s', (name, copy) => {
  expect(scratchName(name)).toBe(copy);
});
