import type { Clock } from '@safelight/asl/clock';
import { isClosed } from '#store/errors.ts';

/** Attempts at one time; more wait their turn. */
const MOST_AT_ONCE = 64;

/** What can be run from a time on, in milliseconds since the epoch. */
interface Due {
  readonly due: number;
}

/** Runs what enters in that order, so much at a time. */
export interface Line<T extends Due> {
  /** One that is not due yet holds no place: others go on meanwhile. */
  enter(next: T): void;
  start(): void;
}

/** @param closing ends it: what has not begun then does not begin */
export function createLine<T extends Due>(
  run: (next: T) => Promise<void>,
  clock: Clock,
  closing: AbortSignal,
): Line<T> {
  const waiting: T[] = [];
  let started = false;
  let running = 0;

  function advance(): void {
    while (started && running < MOST_AT_ONCE && !closing.aborted) {
      const next = waiting.shift();
      if (next === undefined) return;
      running += 1;
      void run(next)
        .catch(ignoreClosed)
        .finally(() => {
          running -= 1;
          advance();
        });
    }
  }

  function push(next: T): void {
    waiting.push(next);
    advance();
  }

  return {
    enter(next) {
      const wait = next.due - clock.now();
      if (wait <= 0) return push(next);
      void clock.sleep(wait, closing).then(
        () => push(next),
        () => undefined,
      );
    },
    start() {
      started = true;
      advance();
    },
  };
}

/** At the end of the system what came too late stays as it was. */
function ignoreClosed(error: unknown): void {
  if (!isClosed(error)) throw error;
}
