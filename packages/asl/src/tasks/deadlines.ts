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
}

/**
 * Races some work with its time-out and heartbeat. The work's signal is aborted when it loses, and when `outer` is.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export async function withDeadlines<T>(
  clock: Clock,
  outer: AbortSignal,
  { timeout, heartbeat }: Deadlines,
  work: (signal: AbortSignal, beat: () => void) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const giveUp = (): void => over.abort(outer.reason);
  if (outer.aborted) giveUp();
  outer.addEventListener('abort', giveUp, { once: true });
  try {
    const pulse = heartbeat === undefined ? undefined : new Pulse(clock, heartbeat, over.signal);
    const racers: Promise<T>[] = [work(over.signal, () => pulse?.beat()), aborted(over.signal)];
    if (timeout !== undefined) racers.push(expire(clock, timeout, over.signal));
    if (pulse !== undefined) racers.push(pulse.silence);
    return await Promise.race(racers);
  } finally {
    outer.removeEventListener('abort', giveUp);
    over.abort(OVER);
  }
}

/** One for all: without a reason each abort makes an exception, with its stack. */
const OVER = new Error('The attempt is over.');

async function expire(clock: Clock, seconds: number, signal: AbortSignal): Promise<never> {
  await clock.sleep(seconds * 1000, signal);
  throw new TaskTimedOut();
}

/** Waits for a heartbeat again and again, until one does not come. */
class Pulse {
  readonly silence: Promise<never>;
  #last: number;

  constructor(clock: Clock, seconds: number, signal: AbortSignal) {
    this.#last = clock.now();
    this.#clock = clock;
    this.silence = this.#watch(seconds * 1000, signal);
  }

  readonly #clock: Clock;

  beat(): void {
    this.#last = this.#clock.now();
  }

  async #watch(interval: number, signal: AbortSignal): Promise<never> {
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
