import { expect } from 'vitest';
import type { MachineRun } from './run-state-machine.ts';
import { flatten, retriesOf } from './steps.ts';

interface MachineMatchers<R = unknown> {
  /** The states were entered, anywhere in the run, in this order (others may lie between). */
  toHaveVisited(...states: readonly string[]): R;
  /** Retry tried the state again that often, over all its visits. */
  toHaveRetried(state: string, times: number): R;
  /** The execution succeeded; with an argument, its output contains it. */
  toHaveSucceeded(output?: unknown): R;
  /** The execution failed with this error; with a second argument, its cause contains it. */
  toHaveFailedWith(error: string, cause?: string): R;
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends MachineMatchers<R> {}
}

const path = (run: MachineRun): string =>
  flatten(run.steps)
    .map(({ name }) => name)
    .join(' -> ');

const ended = ({ status, failure }: MachineRun): string =>
  failure === undefined ? status : `${status} with ${failure.error || 'no error name'}: ${failure.cause}`;

expect.extend({
  toHaveVisited(run: MachineRun, ...states: string[]) {
    let found = 0;
    for (const { name } of flatten(run.steps)) if (name === states[found]) found += 1;
    return {
      pass: found === states.length,
      message: () =>
        `expected the path${this.isNot ? ' not' : ''} to have ${states.join(' -> ')}, and it is ${path(run)}`,
    };
  },

  toHaveRetried(run: MachineRun, state: string, times: number) {
    const retries = retriesOf(run.steps, state);
    return {
      pass: retries === times,
      message: () =>
        `expected ${state} to be retried ${this.isNot ? 'any other number than ' : ''}${times} times, not ${retries}`,
    };
  },

  toHaveSucceeded(run: MachineRun, output?: unknown) {
    const asExpected = output === undefined || this.equals(run.output, expect.objectContaining(output));
    return {
      pass: run.status === 'SUCCEEDED' && asExpected,
      message: () =>
        `expected the execution${this.isNot ? ' not' : ''} to succeed${output === undefined ? '' : ` with ${this.utils.stringify(output)}`}, and it ended ${ended(run)} ${this.utils.stringify(run.output)} after ${path(run)}`,
    };
  },

  toHaveFailedWith(run: MachineRun, error: string, cause?: string) {
    const { failure } = run;
    return {
      pass: failure?.error === error && (cause === undefined || (failure.cause ?? '').includes(cause)),
      message: () =>
        `expected the execution${this.isNot ? ' not' : ''} to fail with ${error}${cause === undefined ? '' : ` (${cause})`}, and it ended ${ended(run)} after ${path(run)}`,
    };
  },
});
