import type { Step } from './trace.ts';

/** Lists all steps, with those inside Map and Parallel states after the state that they are in. */
export const flatten = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) => [step, ...step.lines.flatMap((line) => flatten(line.steps))]);

/** Counts how often Retry tried a state again, over all its visits; all states when none is named. */
export const retriesOf = (steps: readonly Step[], state?: string): number =>
  flatten(steps)
    .filter(({ name }) => state === undefined || name === state)
    .reduce((sum, { attempts }) => sum + Math.max(0, attempts.length - 1), 0);
