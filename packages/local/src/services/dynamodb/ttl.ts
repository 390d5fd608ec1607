import type { Clock } from '@safelight/asl/clock';
import type { Json } from '@safelight/asl/json';
import { isJsonObject } from '@safelight/asl/json';
import type { Item } from '#services/dynamodb/dynalite.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { objects } from '#services/dynamodb/names.ts';
import { keyAttributes } from '#services/dynamodb/streams/capture.ts';

/** AWS deletes within days; here it shall be seen. */
const SWEEP_EVERY_MS = 60_000;

/** Items that expired longer ago are left alone, as a guard against values in the wrong unit. */
const FIVE_YEARS_SECONDS = 5 * 365 * 24 * 60 * 60;

/**
 * Whether Time to Live deletes the item.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html
 */
export function isExpired(item: Item, attribute: string, nowMs: number): boolean {
  const seconds = numberOf(item[attribute]);
  const now = nowMs / 1000;
  return seconds !== undefined && seconds < now && seconds > now - FIVE_YEARS_SECONDS;
}

function numberOf(value: Json | undefined): number | undefined {
  return isJsonObject(value) && typeof value.N === 'string' ? Number(value.N) : undefined;
}

/** Deletes the expired items of every table that has Time to Live on, as the service itself, and trims the streams. */
export async function sweep(engine: Engine, clock: Clock): Promise<void> {
  for (const [table, { ttlAttribute, stream }] of engine.settings.all()) {
    if (ttlAttribute !== undefined) await sweepTable(engine, table, ttlAttribute, clock.now());
    if (stream) await engine.log.trim(stream.arn);
  }
}

async function sweepTable(engine: Engine, name: string, attribute: string, now: number): Promise<void> {
  const table = await engine.table(name);
  const expired = (item: Item) => isExpired(item, attribute, now);
  let from: Json | undefined;
  do {
    const page = await engine.run('Scan', { TableName: name, ...(from && { ExclusiveStartKey: from }) });
    for (const item of objects(page.Items).filter(expired))
      await engine.expire(name, keyAttributes(table, item), expired);
    from = page.LastEvaluatedKey;
  } while (from);
}

/** Sweeps until the signal aborts. A sweep that fails is reported and does not end the sweeping. */
export async function sweepRegularly(
  engine: Engine,
  clock: Clock,
  signal: AbortSignal,
  report: (error: unknown) => void,
) {
  while (!signal.aborted) {
    await sweep(engine, clock).catch((error) => signal.aborted || report(error));
    await clock.sleep(SWEEP_EVERY_MS, signal).catch(() => undefined);
  }
}
