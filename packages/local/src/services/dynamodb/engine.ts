import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import { createJobs, type Jobs } from '#services/dynamodb/jobs.ts';
import { type EntryRows, entryRows } from '#services/dynamodb/rows/entry-rows.ts';
import { type ItemRows, itemRows } from '#services/dynamodb/rows/item-rows.ts';
import { type PageRows, pageRows } from '#services/dynamodb/rows/page-rows.ts';
import { dynamodbSchema } from '#services/dynamodb/rows/schema.ts';
import { type Tokens, tokens } from '#services/dynamodb/rows/tokens.ts';
import { type Totals, totals } from '#services/dynamodb/rows/totals.ts';
import { type Catalog, openCatalog } from '#services/dynamodb/schema/catalog.ts';
import { openStreamLog, type StreamLog } from '#services/dynamodb/streams/stream-log.ts';
import type { Database } from '#store/database.ts';

export interface EngineDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  /** Told of faults in the background. */
  readonly report: (error: unknown) => void;
}

/**
 * Engine that the operations work on. All of it is synchronous: what writes reads, checks and writes without a pause, so nothing
 * comes between, and what it writes is one transaction. A long page alone is read with pauses.
 */
export interface Engine extends EngineDeps {
  readonly tables: Catalog;
  readonly items: ItemRows;
  readonly entries: EntryRows;
  readonly pages: PageRows;
  readonly totals: Totals;
  readonly tokens: Tokens;
  readonly streams: StreamLog;
  readonly jobs: Jobs;
}

export function openEngine(deps: EngineDeps): Engine {
  const { database } = deps;
  database.migrate(dynamodbSchema);
  return {
    ...deps,
    tables: openCatalog(database),
    items: itemRows(database),
    entries: entryRows(database),
    pages: pageRows(database),
    totals: totals(database),
    tokens: tokens(database, deps.clock),
    streams: openStreamLog(deps),
    jobs: createJobs(deps.report),
  };
}
