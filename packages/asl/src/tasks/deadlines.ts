import type { Clock } from '#asl/clock.ts';
import { StatesError, TIMEOUT_ERROR } from '../error.ts';

/** Thrown when an attempt took too long or its worker fell silent. */
export class TaskTimedOut extends StatesError {
  constructor(alias?: string) {
    super(TIMEOUT_ERROR, undefined, alias);
  }
}

/** Seconds; undefined is no bound. */
export interface Deadlines {
  readonly timeout: number | undefined;
  readonly heartbeat: number | undefined;
  /** When the work began, in milliseconds since the epoch, where that was before now. */
  readonly since?: number | undefined;
}

/** Told that a worker is alive; with the time, where that was before now. */
export type Beat = (at?: number) => void;

/**
 * Races some work with its time-out and heartbeat. The work's signal is aborted when it loses, and when `outer` is.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export async function withDeadlines<T>(
  clock: Clock,
  outer: AbortSignal,
  { timeout, heartbeat, since }: Deadlines,
  work: (signal: AbortSignal, beat: Beat) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const giveUp = (): void => over.abort(outer.reason);
  if (outer.aborted) giveUp();
  outer.addEventListener('abort', giveUp, { once: true });
  try {
    const passed = since === undefined ? 0 : clock.now() - since;
    const pulse = heartbeat === undefined ? undefined : new Pulse(clock, since);
    const racers: Promise<T>[] = [work(over.signal, (at) => pulse?.beat(at)), aborted(over.signal)];
    if (timeout !== undefined) racers.push(expire(clock, timeout * 1000 - passed, over.signal));
    if (pulse !== undefined && heartbeat !== undefined) racers.push(pulse.silence(heartbeat * 1000, over.signal));
    return await Promise.race(racers);
  } finally {
    outer.removeEventListener('abort', giveUp);
    over.abort(OVER);
  }
}

/** One for all: without a reason each abort makes an exception, with its stack. */
const OVER = new Error('The attempt is over.');

async function expire(clock: Clock, ms: number, signal: AbortSignal): Promise<never> {
  await clock.sleep(Math.max(0, ms), signal);
  throw new TaskTimedOut();
}

/** Waits for a heartbeat again and again, until one does not come. */
class Pulse {
  readonly #clock: Clock;
  #last: number;

  constructor(clock: Clock, since = clock.now()) {
    this.#last = since;
    this.#clock = clock;
  }

  beat(at = this.#clock.now()): void {
    this.#last = Math.max(this.#last, at);
  }

  /** Rejects when nothing was heard for so many milliseconds. */
  async silence(interval: number, signal: AbortSignal): Promise<never> {
    for (;;) {
      const left = this.#last + interval - this.#clock.now();
      if (left <= 0) throw new TaskTimedOut('States.HeartbeatTimeout');
      await this.#clock.sleep(left, signal);
    }
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
