import type { Clock } from '@safelight/asl/clock';

/** One for all: without a reason each abort makes an exception, with its stack. */
const DONE = new Error('The work is done.');

/** `undefined` when the time is over first. */
export async function withTimeout<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T | undefined> {
  const done = new AbortController();
  const timer = clock.sleep(ms, done.signal).then(
    () => undefined,
    () => undefined,
  );
  try {
    return await Promise.race([work, timer]);
  } finally {
    done.abort(DONE);
  }
}
