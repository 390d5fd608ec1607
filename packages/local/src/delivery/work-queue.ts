import type { Clock } from '@safelight/asl/clock';
import * as z from 'zod';
import { DeliveryError, type NextStep } from '#local/delivery/retry.ts';
import type { Database } from '#store/database.ts';
import { type Documents, openDocuments } from '#store/documents.ts';
import { isClosed } from '#store/errors.ts';

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

/** Work that is done in the order of arrival, so much at a time, and kept in the database until it is done. */
export interface WorkQueue<T> {
  /** Begins to work, also on what an earlier run left: once all that is worked with is there. */
  start(): void;
  add(entries: readonly T[]): void;
  /** Entries neither done nor given up. */
  readonly pending: number;
  /** Begins no more attempts; what is left stays there. */
  close(): void;
}

interface WorkQueueDeps<T> {
  readonly database: Database;
  /** Where entries are kept: `sns_deliveries`. */
  readonly table: string;
  readonly clock: Clock;
  readonly parse: (value: unknown) => T;
  readonly work: Work<T>;
}

interface Attempt<T> {
  readonly entry: T;
  /** Made before this one. */
  readonly retries: number;
  /** Not before: milliseconds since the epoch. */
  readonly due: number;
}

export function openWorkQueue<T extends { readonly id: string }>(deps: WorkQueueDeps<T>): WorkQueue<T> {
  const { database, clock, work } = deps;
  const kept = openAttempts(deps);
  const closing = new AbortController();
  const line = createLine<Attempt<T>>(attempt, closing.signal);
  let pending = 0;

  async function attempt({ entry, retries }: Attempt<T>): Promise<void> {
    // Nothing leaves before it is there to stay.
    await database.committed();
    const error = await work.attempt(entry).then(() => undefined, asDeliveryError);
    // What ends with the system is no failure of the entry: it stays.
    if (error && closing.signal.aborted) return;
    const step = error && work.next(entry, error, retries);
    if (step?.kind === 'retry') {
      const again = { entry, retries: retries + 1, due: clock.now() + step.afterMs };
      kept.write(entry.id, again);
      enter(again);
      return;
    }
    if (error) await work.giveUp(entry, error, retries, step?.condition);
    kept.remove(entry.id);
    pending -= 1;
  }

  /** An entry that waits holds no place: others go on meanwhile. */
  function enter(next: Attempt<T>): void {
    const wait = next.due - clock.now();
    if (wait <= 0) line.enter(next);
    else
      void clock.sleep(wait, closing.signal).then(
        () => line.enter(next),
        () => undefined,
      );
  }

  function accept(attempts: readonly Attempt<T>[]): void {
    pending += attempts.length;
    for (const one of attempts) enter(one);
  }

  accept(kept.all());
  return {
    add(entries) {
      const attempts = entries.map((entry) => ({ entry, retries: 0, due: clock.now() }));
      for (const one of attempts) kept.write(one.entry.id, one);
      accept(attempts);
    },
    start: line.start,
    get pending() {
      return pending;
    },
    close: () => closing.abort(),
  };
}

function openAttempts<T>({ database, table, parse }: WorkQueueDeps<T>): Documents<Attempt<T>> {
  const shape = z.object({ entry: z.unknown(), retries: z.number(), due: z.number() });
  return openDocuments(database, table, (value) => {
    const { entry, ...rest } = shape.parse(value);
    return { ...rest, entry: parse(entry) };
  });
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
      void run(next)
        .catch(ignoreClosed)
        .finally(() => {
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

/** At the end of the system what came too late stays as it was. */
function ignoreClosed(error: unknown): void {
  if (!isClosed(error)) throw error;
}

const asDeliveryError = (error: unknown): DeliveryError =>
  error instanceof DeliveryError ? error : new DeliveryError('SDK_CLIENT_ERROR', String(error), true);
