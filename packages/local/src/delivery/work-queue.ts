import type { Clock } from '@safelight/asl/clock';
import * as z from 'zod';
import { createLanes } from '#local/delivery/lanes.ts';
import { createLine } from '#local/delivery/line.ts';
import { DeliveryError, type NextStep } from '#local/delivery/retry.ts';
import type { Database } from '#store/database.ts';
import { type Documents, openDocuments } from '#store/documents.ts';

/** What a queue of work does with an entry. */
export interface Work<T> {
  /** Rejects with DeliveryError; anything else counts as one that may be tried again. `retries` were made before. */
  attempt(entry: T, retries: number): Promise<void>;
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
  /** Entries of one lane are done one after the other; undefined: whenever there is room. */
  readonly lane?: (entry: T) => string | undefined;
  /** Before it, in milliseconds since the epoch, an entry is not attempted; absent where all are as soon as they come. */
  readonly due?: (entry: T) => number;
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
  const lanes = createLanes<Attempt<T>>(({ entry }) => deps.lane?.(entry));
  const closing = new AbortController();
  const line = createLine<Attempt<T>>(attempt, clock, closing.signal);
  let pending = 0;

  async function attempt(one: Attempt<T>): Promise<void> {
    const { entry, retries } = one;
    // Nothing leaves before it is there to stay.
    await database.committed();
    const error = await work.attempt(entry, retries).then(() => undefined, asDeliveryError);
    // What ends with the system is no failure of the entry: it stays.
    if (error && closing.signal.aborted) return;
    const step = error && work.next(entry, error, retries);
    if (step?.kind === 'retry') {
      const again = { entry, retries: retries + 1, due: clock.now() + step.afterMs };
      kept.write(entry.id, again);
      line.enter(again);
      return;
    }
    if (error) await work.giveUp(entry, error, retries, step?.condition);
    kept.remove(entry.id);
    pending -= 1;
    const following = lanes.leave(one);
    if (following) line.enter(following);
  }

  function accept(attempts: readonly Attempt<T>[]): void {
    pending += attempts.length;
    for (const one of attempts) if (lanes.join(one)) line.enter(one);
  }

  accept(kept.all());
  return {
    add(entries) {
      const attempts = entries.map((entry) => ({ entry, retries: 0, due: deps.due?.(entry) ?? clock.now() }));
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

const asDeliveryError = (error: unknown): DeliveryError =>
  error instanceof DeliveryError ? error : new DeliveryError('SDK_CLIENT_ERROR', String(error), true);
