/** Time as the runtime sees it. Injected everywhere, so that tests run ten minutes of Wait in no time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * Told of work that takes the machine's own time, such as a process's, before it begins to be waited for. A clock that
   * can be turned, or that moves on by itself, stands until it is done; absent where time is the machine's.
   */
  holdFor?(work: Promise<unknown>): void;
}

/** Work that takes the machine's own time, as it was given: the clock stands until it is done. */
export function held<T>(clock: Clock, work: Promise<T>): Promise<T> {
  clock.holdFor?.(work);
  return work;
}

/** Lead of a clock over the machine's, in whole seconds as milliseconds: reading both takes a moment. */
export const offsetOf = (clock: Clock): number => Math.round((clock.now() - Date.now()) / 1000) * 1000;

/** Longest delay of a timer in Node: a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    for (let left = ms; left > 0; left -= LONGEST_TIMER_MS) await timer(Math.min(left, LONGEST_TIMER_MS), signal);
    signal?.throwIfAborted();
  },
};

function timer(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => {
      clearTimeout(handle);
      reject(signal?.reason);
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
