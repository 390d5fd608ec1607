import type { MapRunControl } from '@safelight/asl/ports';
import * as z from 'zod';
import { record } from '#services/record.ts';
import { resourceMissing } from '#services/states/errors.ts';
import { ChildLog } from '#services/states/map-runs/child-log.ts';
import { FailureCounts } from '#services/states/map-runs/failures.ts';
import { OpenMapRuns } from '#services/states/map-runs/open-map-runs.ts';
import type { Database } from '#store/database.ts';
import { json, text } from '#store/kinds.ts';
import type { Schema } from '#store/migrations.ts';

const counts = record(z.number());

export const mapRun = z.object({
  arn: z.string(),
  executionArn: z.string(),
  /** The state machine's, with the Map state's label. */
  machineArn: z.string(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED']),
  startDate: z.number(),
  stopDate: z.optional(z.number()),
  maxConcurrency: z.number(),
  toleratedFailureCount: z.number(),
  toleratedFailurePercentage: z.number(),
  itemCounts: counts,
  executionCounts: counts,
  redriveCount: z.number(),
  redriveDate: z.optional(z.number()),
});

export type MapRun = z.infer<typeof mapRun>;

const mapRunsSchema: Schema = {
  module: 'states_map_runs',
  steps: [
    `CREATE TABLE states_map_runs (arn TEXT NOT NULL UNIQUE, executionArn TEXT NOT NULL, run TEXT NOT NULL) STRICT;
     CREATE INDEX states_map_runs_of_execution ON states_map_runs (executionArn);`,
  ],
};

/** The map runs of distributed Maps, and how their children ended. */
export class MapRuns {
  readonly children: ChildLog;
  readonly failures: FailureCounts;
  readonly open: OpenMapRuns;
  readonly #statements: ReturnType<typeof prepare>;
  /** Of those that are under way. */
  readonly #controls = new Map<string, MapRunControl>();

  constructor(database: Database, openLimit: number) {
    database.migrate(mapRunsSchema);
    this.open = new OpenMapRuns(openLimit);
    this.children = new ChildLog(database);
    this.failures = new FailureCounts(database);
    this.#statements = prepare(database);
  }

  /** Throws `ResourceNotFound`. */
  get(arn: string): MapRun {
    const found = this.#statements.find.get({ arn })?.run;
    if (!found) throw resourceMissing(arn);
    return found;
  }

  /** Newest first. */
  of(executionArn: string): readonly MapRun[] {
    return this.#statements.of.all({ executionArn }).map(({ run }) => run);
  }

  /** Those that are under way, or were when the process ended. */
  running(): readonly MapRun[] {
    return this.#statements.running.all({}).map((row) => row.run);
  }

  control(arn: string): MapRunControl | undefined {
    return this.#controls.get(arn);
  }

  /** One that is redriven keeps the time when it started. */
  put(told: MapRun, control?: MapRunControl): void {
    const { arn, executionArn } = told;
    const before = this.#statements.find.get({ arn })?.run;
    const startDate = before?.startDate ?? told.startDate;
    if (before !== undefined && told.redriveCount > before.redriveCount) this.failures.forget(arn);
    this.#statements.put.run({ arn, executionArn, run: { ...told, startDate } });
    if (told.status !== 'RUNNING') this.#over(arn);
    else if (control !== undefined) this.#controls.set(arn, control);
    // Only what failed can be redriven.
    if (told.status === 'SUCCEEDED') this.children.remove(arn);
  }

  /** All that there is of the map runs of an execution. */
  forget(executionArn: string): void {
    for (const { arn } of this.of(executionArn)) {
      this.children.remove(arn);
      this.failures.forget(arn);
    }
    this.#statements.remove.run({ executionArn });
  }

  #over(arn: string): void {
    this.#controls.delete(arn);
    this.open.close(arn);
  }
}

function prepare(database: Database) {
  const run = json((value) => mapRun.parse(value));
  return {
    find: database.query({
      sql: 'SELECT run FROM states_map_runs WHERE arn = :arn',
      takes: { arn: text },
      gives: { run },
    }),
    of: database.query({
      sql: 'SELECT run FROM states_map_runs WHERE executionArn = :executionArn ORDER BY rowid DESC',
      takes: { executionArn: text },
      gives: { run },
    }),
    running: database.query({
      sql: `SELECT run FROM states_map_runs WHERE run ->> 'status' = 'RUNNING'`,
      takes: {},
      gives: { run },
    }),
    remove: database.command({
      sql: 'DELETE FROM states_map_runs WHERE executionArn = :executionArn',
      takes: { executionArn: text },
    }),
    put: database.command({
      sql: 'INSERT INTO states_map_runs VALUES (:arn, :executionArn, :run) ON CONFLICT DO UPDATE SET run = :run',
      takes: { arn: text, executionArn: text, run },
    }),
  };
}
