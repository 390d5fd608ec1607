import type { Clock } from '#asl/clock.ts';

interface Timer {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * A clock that never waits: when nothing else can run, and nothing holds it, it moves on to the earliest timer. For tests, for replaying
 * recordings, and for anybody who wants a year of Wait to pass at once.
 */
export class VirtualClock implements Clock {
  #now: number;
  /** As they came: of those at one time the first goes first. */
  readonly #timers = new Set<Timer>();
  #isScheduled = false;
  /** How many works hold it. */
  #held = 0;

  constructor(now = 0) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const abort = () => {
        this.#timers.delete(timer);
        reject(signal?.reason);
      };
      const timer: Timer = {
        at: this.#now + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#timers.add(timer);
      this.#schedule();
    });
  }

  holdFor(work: Promise<unknown>): void {
    this.#held += 1;
    const release = () => {
      this.#held -= 1;
      if (this.#held === 0 && this.#timers.size > 0) this.#schedule();
    };
    work.then(release, release);
  }

  /** Macrotasks come after all promises that can settle by themselves. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#advance();
    });
  }

  #advance(): void {
    if (this.#held > 0) return;
    const [first, ...rest] = this.#timers;
    if (first === undefined) return;
    const next = rest.reduce((earliest, timer) => (timer.at < earliest.at ? timer : earliest), first);
    this.#timers.delete(next);
    this.#now = Math.max(this.#now, next.at);
    next.wake();
    if (this.#timers.size > 0) this.#schedule();
  }
}
