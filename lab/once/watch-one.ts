import type { Clock } from '@safelight/asl/clock';
import type { Lab } from '#lab/lab.ts';
import type { PhotoOutcome } from '#lab/outcome.ts';
import { watch } from './watch.ts';

interface WatchOneOptions {
  readonly clock: Clock;
  readonly patienceMs: number;
}

/** Waits until a photo is READY, REJECTED or FAILED, and resolves with what became of it. */
export async function watchOne(lab: Lab, key: string, options: WatchOneOptions): Promise<PhotoOutcome> {
  const found = Promise.withResolvers<PhotoOutcome>();
  await watch(lab, [key], { ...options, onOutcome: found.resolve });
  return found.promise;
}
