import { vi } from 'vitest';
import type { Life } from './lives.ts';

/**
 * Something around the executions that goes on: what happens to it in three lives of a system, each ended by SIGKILL as soon as
 * all things are done with theirs. A life resolves when what it is about has been acknowledged, or fails where something is lost.
 */
export interface Thing {
  readonly first: (life: Life) => Promise<unknown>;
  /** Seventy seconds after the first. */
  readonly second?: (life: Life) => Promise<unknown>;
  /** Shortly before the fourth minute is over. */
  readonly third?: (life: Life, past: readonly Life[]) => Promise<unknown>;
}

/** Resolves when a check holds; its limit only bounds what never comes. */
export const until = <T>(check: () => Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 180_000, interval: 100 });
