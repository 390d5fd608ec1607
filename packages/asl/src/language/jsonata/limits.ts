import { Budget, type Limits } from '../budget.ts';

/**
 * Bounds of one evaluation. Measured with AWS: evaluations within each other pass 99 deep and fail 101 deep, where each
 * operator, call and bracket is one; a list of 873,782 numbers passes and one of 873,783 does not; a text of 2^22
 * characters passes, one of 2^23 does not. The rest is ours: steps take some hundred milliseconds at most.
 */
const LIMITS: Limits = {
  steps: 3_000_000,
  depth: 100,
  items: 873_782,
  characters: 2 ** 23 - 1,
  memory: 8_000_000,
};

export const jsonataBudget = (): Budget => new Budget(LIMITS);

/** Steps after which others want their turn: some fifty milliseconds. */
const TURN = 500_000;

let spent = 0;

/** Whether evaluations took so long that others want their turn: this one, or it and those that answered at once before it. */
export function wasLong(steps: number): boolean {
  spent += steps;
  if (spent < TURN) return false;
  spent = 0;
  return true;
}
