import type { Clock } from '@safelight/asl/clock';
import { createSignal } from '#local/turns/signal.ts';

/** A payload has room for so much. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_BYTES = 6 * 1024 * 1024;

export interface LaneDeps<T> {
  readonly clock: Clock;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly sizeOf: (record: T) => number;
  /** Runs with one batch at a time. */
  readonly process: (batch: readonly T[]) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Records that are handled one batch after another, in their order. */
export interface Lane<T> {
  push(record: T): void;
  /** Runs until the signal aborts. */
  run(): Promise<void>;
}

export function createLane<T>({ clock, batchSize, windowMs, sizeOf, process, signal }: LaneDeps<T>): Lane<T> {
  const waiting: T[] = [];
  const pushed = createSignal();

  async function gather(): Promise<readonly T[]> {
    while (waiting.length === 0) await aborted(AbortSignal.any([pushed.next(), signal]), signal);
    const deadline = clock.now() + windowMs;
    while (waiting.length < batchSize && clock.now() < deadline) {
      await clock
        .sleep(deadline - clock.now(), AbortSignal.any([pushed.next(), signal]))
        .catch(() => signal.throwIfAborted());
    }
    return waiting.splice(0, fitting());
  }

  function fitting(): number {
    let bytes = 0;
    const tooFar = waiting.findIndex((record, index) => {
      bytes += sizeOf(record);
      return index === batchSize || (index > 0 && bytes > MOST_BYTES);
    });
    return tooFar < 0 ? waiting.length : tooFar;
  }

  return {
    push(record) {
      waiting.push(record);
      pushed.notify();
    },
    async run() {
      while (!signal.aborted) await process(await gather());
    },
  };
}

/** Resolves when the first signal aborts, unless it is because of the second. */
async function aborted(either: AbortSignal, end: AbortSignal): Promise<void> {
  if (!either.aborted) await new Promise((resolve) => either.addEventListener('abort', resolve, { once: true }));
  end.throwIfAborted();
}
