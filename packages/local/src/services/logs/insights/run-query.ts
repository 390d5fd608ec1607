import { BudgetExceeded } from '@safelight/asl/language/budget';
import type { Command, Found } from '#services/logs/insights/query.ts';
import { rowOf } from '#services/logs/insights/row.ts';
import { type Steps, sorted } from '#services/logs/insights/steps.ts';
import type { Row } from '#services/logs/insights/value.ts';
import type { LogEvent } from '#services/logs/log-event.ts';

/** A log group to read: what its events say in `@log`, and the events themselves, newest first. */
interface Source {
  readonly log: string;
  readonly pages: Iterable<readonly LogEvent[]>;
}

/** What a query has read and found. */
export interface QueryResult extends Found {
  readonly recordsScanned: number;
  /** UTF-8 bytes of the messages. */
  readonly bytesScanned: number;
}

/** Events that a query may read: as many as fit into memory beside all else. */
const MOST_EVENTS = 500_000;

/** Throws a BudgetExceeded where there is too much to read, or an expression takes too long. */
export function* runQuery(command: Command, sources: readonly Source[], limit: number): Steps<QueryResult> {
  const rows: Row[] = [];
  let bytesScanned = 0;
  for (const { log, pages } of sources)
    for (const page of pages)
      for (const event of page) {
        if (rows.length === MOST_EVENTS) throw new BudgetExceeded('too many events');
        bytesScanned += Buffer.byteLength(event.message);
        yield rows.push(rowOf(event, log));
      }
  const newestFirst =
    sources.length === 1 ? rows : yield* sorted(rows, (a, b) => (time(a) < time(b) ? 1 : time(a) > time(b) ? -1 : 0));
  const found = yield* command({ rows: newestFirst, shown: undefined, matched: rows.length });
  return { ...found, rows: found.rows.slice(0, limit), recordsScanned: rows.length, bytesScanned };
}

const time = (row: Row) => String(row.get('@timestamp'));
