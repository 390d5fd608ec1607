import type { Clock } from '@safelight/asl/clock';
import { openJournal } from '#local/delivery/journal.ts';
import { DeliveryError, type NextStep } from '#local/delivery/retry.ts';

/** Attempts at one time; more wait their turn. */
const MOST_AT_ONCE = 64;

/** What a queue of work does with an entry. */
export interface Work<T> {
  /** Rejects with DeliveryError; anything else counts as one that may be tried again. */
  attempt(entry: T): Promise<void>;
  next(entry: T, error: DeliveryError, retries: number): NextStep;
  /** The last word on an entry. Never rejects. */
  giveUp(entry: T, error: DeliveryError, retries: number, condition: string | undefined): Promise<void>;
}

/** Work that is done in the order of arrival, so much at a time, and kept on disk until it is done. */
export interface WorkQueue<T> {
  /** Begins to work, also on what an earlier run left: once all that is worked with is there. */
  start(): void;
  add(entries: readonly T[]): void;
  /** Entries neither done nor given up. */
  readonly pending: number;
  /** Begins no more attempts; what is left stays on disk. */
  close(): void;
}

interface WorkQueueDeps<T> {
  readonly file: string;
  readonly clock: Clock;
  readonly parse: (value: unknown) => T;
  readonly work: Work<T>;
}

interface Attempt<T> {
  readonly entry: T;
  /** Made before this one. */
  readonly retries: number;
}

export function openWorkQueue<T extends { readonly id: string }>({
  file,
  clock,
  parse,
  work,
}: WorkQueueDeps<T>): WorkQueue<T> {
  const { journal, left } = openJournal(file, parse);
  const closing = new AbortController();
  const line = createLine<Attempt<T>>(attempt, closing.signal);
  let pending = 0;

  async function attempt({ entry, retries }: Attempt<T>): Promise<void> {
    const error = await work.attempt(entry).then(() => undefined, asDeliveryError);
    // A failure at the end of the system is no failure of the entry: it stays on disk.
    if (error && closing.signal.aborted) return;
    const step = error && work.next(entry, error, retries);
    if (step?.kind === 'retry') {
      // An entry that waits holds no place: others go on meanwhile.
      void clock.sleep(step.afterMs, closing.signal).then(
        () => line.enter({ entry, retries: retries + 1 }),
        () => undefined,
      );
      return;
    }
    if (error) await work.giveUp(entry, error, retries, step?.condition);
    journal.remove(entry.id);
    pending -= 1;
  }

  function accept(entries: readonly T[]): void {
    pending += entries.length;
    for (const entry of entries) line.enter({ entry, retries: 0 });
  }

  accept(left);
  return {
    add(entries) {
      journal.put(entries);
      accept(entries);
    },
    start: line.start,
    get pending() {
      return pending;
    },
    close: () => closing.abort(),
  };
}

/** Runs what enters in that order, so much at a time: from the start until it is closed. */
function createLine<T>(run: (next: T) => Promise<void>, closing: AbortSignal) {
  const waiting: T[] = [];
  let started = false;
  let running = 0;

  function advance(): void {
    while (started && running < MOST_AT_ONCE && !closing.aborted) {
      const next = waiting.shift();
      if (next === undefined) return;
      running += 1;
      void run(next).finally(() => {
        running -= 1;
        advance();
      });
    }
  }

  return {
    enter(next: T): void {
      waiting.push(next);
      advance();
    },
    start(): void {
      started = true;
      advance();
    },
  };
}

const asDeliveryError = (error: unknown): DeliveryError =>
  error instanceof DeliveryError ? error : new DeliveryError('SDK_CLIENT_ERROR', String(error), true);
