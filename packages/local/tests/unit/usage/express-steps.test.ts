import { expect, it } from 'vitest';
import { expressSteps } from '#local/usage/express-steps.ts';

it.each([
  [0, 1],
  [1, 1],
  [100, 1],
  [101, 2],
  [300_000, 3_000],
])('an Express execution of %i ms is billed as %i steps', (ms, steps) => {
  expect(expressSteps(ms)).toBe(steps);
});
