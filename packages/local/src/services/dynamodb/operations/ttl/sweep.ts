import type { Clock } from '@safelight/asl/clock';
import type { Engine } from '#services/dynamodb/engine.ts';
import { inTurns } from '#services/dynamodb/jobs.ts';
import { write } from '#services/dynamodb/operations/items/write.ts';

/** AWS deletes within days; here it shall be seen. */
const SWEEP_EVERY_MS = 60_000;

/**
 * Items that expired longer ago are left alone, as a guard against values in the wrong unit.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html
 */
const FIVE_YEARS_SECONDS = 5 * 365 * 24 * 60 * 60;

/** As the stream names who deleted them. */
const SERVICE = 'dynamodb.amazonaws.com';

/** Deletes the expired items of every table that has Time to Live on, as the service itself, and what streams and tokens are too old. */
export async function sweep(engine: Engine, closing: AbortSignal): Promise<void> {
  for (const table of engine.tables.all())
    if (table.ttlAttribute !== undefined && table.status !== 'DELETING')
      await inTurns(closing, () => expireSome(engine, table.name));
  await inTurns(closing, () => engine.streams.trimSome());
  engine.tokens.sweep();
}

/** Deletes a few items, which may be large; false when none are left. */
function expireSome(engine: Engine, name: string): boolean {
  const { clock, database, items, tables } = engine;
  const table = tables.get(name);
  if (!table) return false;
  const now = clock.now() / 1000;
  const expired = items.expired(table.id, now - FIVE_YEARS_SECONDS, now);
  database.transaction(() => {
    for (const key of expired) {
      const before = items.get(table.id, key);
      if (before) write(engine, { table, key, before, after: undefined, service: SERVICE });
    }
  });
  return expired.length > 0;
}

/** Sweeps until the signal aborts. A sweep that fails is reported and does not end the sweeping. */
export async function sweepRegularly(engine: Engine, clock: Clock, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    await sweep(engine, closing).catch((error) => closing.aborted || engine.report(error));
    await clock.sleep(SWEEP_EVERY_MS, closing).catch(() => undefined);
  }
}
