import { setImmediate } from 'node:timers/promises';
import { type Clock, systemClock } from '@safelight/asl/clock';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Turns of the event loop in which what a woken sleeper began can come to its next sleep, service calls included. */
const SETTLING_TURNS = 12;

/**
 * The machine's clock, which can be turned ahead: whoever sleeps wakes at his time, in order, however far that was off. For
 * showing what six minutes do without waiting for them. It runs on by itself meanwhile, and is not turned while there is
 * work that takes the machine's own time: a function that answers within milliseconds would seem to take minutes.
 */
export class TurnableClock implements Clock {
  #offset = 0;
  readonly #machine: Clock;
  readonly #sleepers = new Set<Sleeper>();
  readonly #held = new Set<Promise<unknown>>();

  constructor(machine: Clock = systemClock) {
    this.#machine = machine;
  }

  now(): number {
    return this.#machine.now() + this.#offset;
  }

  /** How far it was turned, in milliseconds. */
  get offset(): number {
    return this.#offset;
  }

  /** Shows the machine's time again, when all is over: clients of others sign by it. What has happened stays ahead. */
  back(): void {
    this.#offset = 0;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const turned = new AbortController();
    const sleeper = { at: this.now() + ms, wake: () => turned.abort(TURNED) };
    this.#sleepers.add(sleeper);
    const either = signal ? AbortSignal.any([signal, turned.signal]) : turned.signal;
    try {
      await this.#machine.sleep(ms, either);
    } catch (error) {
      if (error !== TURNED || signal?.aborted) throw error;
    } finally {
      this.#sleepers.delete(sleeper);
    }
  }

  holdFor(work: Promise<unknown>): void {
    const done = work.catch(() => undefined).then(() => void this.#held.delete(done));
    this.#held.add(done);
  }

  /** Turns ahead by so many whole milliseconds, and shows whole ones however long somebody sleeps: what wakes meanwhile may sleep and wake again. */
  async turn(ms: number): Promise<void> {
    const end = this.#offset + ms;
    await this.#settle();
    for (let next = this.#first(end); next; next = this.#first(end)) {
      this.#offset = Math.max(this.#offset, Math.min(end, Math.ceil(next.at - this.#machine.now())));
      next.wake();
      this.#sleepers.delete(next);
      await this.#settle();
    }
    this.#offset = end;
    await this.#settle();
  }

  async #settle(): Promise<void> {
    await turns();
    while (this.#held.size > 0) {
      await Promise.all(this.#held);
      await turns();
    }
  }

  #first(offset: number): Sleeper | undefined {
    const now = this.#machine.now() + offset;
    let first: Sleeper | undefined;
    for (const sleeper of this.#sleepers)
      if (sleeper.at <= now && (first === undefined || sleeper.at < first.at)) first = sleeper;
    return first;
  }
}

/** One for all: an exception of its own for each sleeper would cost its stack. */
const TURNED = new Error('The clock was turned.');

async function turns(): Promise<void> {
  for (let turn = 0; turn < SETTLING_TURNS; turn++) await setImmediate();
}
