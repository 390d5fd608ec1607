import { setImmediate } from 'node:timers/promises';
import type { Clock } from '@safelight/asl/clock';

interface SlicesOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** How long requests may wait for it at a time; 8 unless told. */
  readonly sliceMs?: number;
  /** Ends it between two steps; what was done stays done. */
  readonly signal?: AbortSignal;
}

/**
 * Takes the steps of long work, each a few statements at most, and lets requests go between whenever some have taken
 * `sliceMs`. Rows change meanwhile: each step starts from a key that it keeps, not from an open query.
 * Rejects with the signal's reason, or with what a step throws.
 */
export async function inSlices(steps: Iterable<unknown>, { clock, sliceMs = 8, signal }: SlicesOptions): Promise<void> {
  let began = clock.now();
  for (const _ of steps) {
    signal?.throwIfAborted();
    if (clock.now() - began < sliceMs) continue;
    await setImmediate();
    began = clock.now();
  }
}

/** What `each` makes of all elements, in their order: each element is a step. */
export async function mapInSlices<T, R>(
  all: readonly T[],
  each: (one: T) => R,
  options: SlicesOptions,
): Promise<readonly R[]> {
  const made: R[] = [];
  function* steps() {
    for (const one of all) yield made.push(each(one));
  }
  await inSlices(steps(), options);
  return made;
}

const ROWS_AT_ONCE = 256;

/** Removes rows until there are no more. @param some removes at most so many, and says how many they were */
export const removeInSlices = (some: (limit: number) => number, options: SlicesOptions): Promise<void> =>
  inSlices(removals(some), options);

function* removals(some: (limit: number) => number): Iterable<unknown> {
  while (some(ROWS_AT_ONCE) === ROWS_AT_ONCE) yield;
}
