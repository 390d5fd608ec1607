import type { Clock } from '@safelight/asl/clock';
import * as z from 'zod';
import { type MetricId, metricKey, UNITS } from '#local/metrics/metric.ts';
import { Distribution, distributionShape } from '#services/cloudwatch/metrics/distribution.ts';
import type { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { record } from '#services/record.ts';
import type { Database } from '#store/database.ts';
import { integer, json, oneOf, text } from '#store/kinds.ts';
import type { Schema } from '#store/migrations.ts';

/** CloudWatch keeps what is finer than a minute for so long, and so does a laptop over a restart. */
const KEPT_MS = 3 * 60 * 60 * 1000;
const WRITE_EVERY_MS = 1_000;

const metricsSchema: Schema = {
  module: 'cloudwatch_metrics',
  steps: [
    `CREATE TABLE cloudwatch_metrics (key TEXT NOT NULL PRIMARY KEY, metric TEXT NOT NULL, unit TEXT NOT NULL) STRICT;
     CREATE TABLE cloudwatch_values (
       key TEXT NOT NULL,
       start INTEGER NOT NULL,
       recorded TEXT NOT NULL,
       PRIMARY KEY (key, start)
     ) STRICT;
     CREATE INDEX cloudwatch_values_by_age ON cloudwatch_values (start);`,
  ],
};

const metricShape = z.object({
  namespace: z.string(),
  name: z.string(),
  dimensions: record(z.string()),
});
const metric = json<MetricId>((value) => metricShape.parse(value));
const recorded = json((value) => distributionShape.parse(value));

const prepare = (database: Database) => ({
  all: database.query({
    sql: `SELECT metric, unit, start, recorded FROM cloudwatch_values JOIN cloudwatch_metrics USING (key)
          WHERE start >= :since ORDER BY start`,
    takes: { since: integer },
    gives: { metric, unit: oneOf(...UNITS), start: integer, recorded },
  }),
  putMetric: database.command({
    sql: `INSERT INTO cloudwatch_metrics VALUES (:key, :metric, :unit)
          ON CONFLICT DO UPDATE SET unit = :unit WHERE unit <> :unit`,
    takes: { key: text, metric, unit: oneOf(...UNITS) },
  }),
  putValue: database.command({
    sql: 'INSERT OR REPLACE INTO cloudwatch_values VALUES (:key, :start, :recorded)',
    takes: { key: text, start: integer, recorded },
  }),
  forget: database.command({ sql: 'DELETE FROM cloudwatch_values WHERE start < :before', takes: { before: integer } }),
});

export interface KeptMetrics {
  /** Writes what has been recorded since it last did. */
  write(): void;
  /** Does so once a second until the signal is aborted. */
  keep(signal: AbortSignal): Promise<void>;
}

/** Keeps what was recorded in the last three hours over a restart, and brings it back now. */
export function keepMetrics(database: Database, store: MetricStore, clock: Clock): KeptMetrics {
  database.migrate(metricsSchema);
  const rows = prepare(database);
  for (const row of rows.all.all({ since: clock.now() - KEPT_MS })) {
    store.restore({ ...row.metric, unit: row.unit }, row.start, Distribution.from(row.recorded));
  }
  function write(): void {
    const changed = store.takeChanged();
    if (changed.length === 0) return;
    database.transaction(() => {
      for (const { namespace, name, dimensions, unit, start, distribution } of changed) {
        const id = { namespace, name, dimensions };
        const key = metricKey(id);
        rows.putMetric.run({ key, metric: id, unit });
        rows.putValue.run({ key, start, recorded: distribution.toJSON() });
      }
      rows.forget.run({ before: clock.now() - KEPT_MS });
    });
  }
  return {
    write,
    async keep(signal) {
      while (!signal.aborted) {
        await clock.sleep(WRITE_EVERY_MS, signal).catch(() => undefined);
        write();
      }
    },
  };
}
