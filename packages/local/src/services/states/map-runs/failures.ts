import type { ChildResult } from '@safelight/asl/ports';
import { likeness, type Reason, reasonOf } from '#services/states/map-runs/reason.ts';
import type { Database } from '#store/database.ts';
import { integer, text } from '#store/kinds.ts';
import type { Schema } from '#store/migrations.ts';

/** Reasons of one map run that are told apart; what fails otherwise after that is counted by its error. */
const MOST_REASONS = 100;

const failuresSchema: Schema = {
  module: 'states_map_run_failures',
  steps: [
    `CREATE TABLE states_map_run_failures (
       mapRunArn TEXT NOT NULL,
       error TEXT NOT NULL,
       likeness TEXT NOT NULL,
       cause TEXT NOT NULL,
       children INTEGER NOT NULL,
       newest TEXT NOT NULL,
       PRIMARY KEY (mapRunArn, error, likeness)
     ) STRICT`,
  ],
};

/** How many children of a map run failed by which reason: Express ones leave nothing else that could be counted. */
export class FailureCounts {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(database: Database) {
    database.migrate(failuresSchema);
    this.#statements = prepare(database);
  }

  add(mapRunArn: string, { status, error, cause, executionArn }: ChildResult): void {
    if (status !== 'FAILED' && status !== 'TIMED_OUT') return;
    const reason = reasonOf(error, cause);
    this.#statements.add.run({ mapRunArn, ...this.#told(mapRunArn, reason), newest: executionArn });
  }

  /** Those that failed run again. */
  forget(mapRunArn: string): void {
    this.#statements.forget.run({ mapRunArn });
  }

  /** The most frequent first. */
  of(mapRunArn: string) {
    return this.#statements.of.all({ mapRunArn });
  }

  #told(mapRunArn: string, reason: Reason) {
    const told = { error: reason.error, cause: reason.cause, likeness: likeness(reason) };
    const { reasons = 0 } = this.#statements.count.get({ mapRunArn }) ?? {};
    if (reasons < MOST_REASONS || this.#statements.find.get({ mapRunArn, ...told }) !== undefined) return told;
    return { ...told, cause: '', likeness: '' };
  }
}

function prepare(database: Database) {
  const failure = { mapRunArn: text, error: text, likeness: text, cause: text, newest: text };
  return {
    add: database.command({
      sql: `INSERT INTO states_map_run_failures VALUES (:mapRunArn, :error, :likeness, :cause, 1, :newest)
            ON CONFLICT DO UPDATE SET children = children + 1, cause = :cause, newest = :newest`,
      takes: failure,
    }),
    count: database.query({
      sql: 'SELECT count(*) AS reasons FROM states_map_run_failures WHERE mapRunArn = :mapRunArn',
      takes: { mapRunArn: text },
      gives: { reasons: integer },
    }),
    find: database.query({
      sql: `SELECT children FROM states_map_run_failures
            WHERE mapRunArn = :mapRunArn AND error = :error AND likeness = :likeness`,
      takes: { mapRunArn: text, error: text, likeness: text },
      gives: { children: integer },
    }),
    of: database.query({
      sql: `SELECT error, cause, children, newest FROM states_map_run_failures
            WHERE mapRunArn = :mapRunArn ORDER BY children DESC, error, likeness`,
      takes: { mapRunArn: text },
      gives: { error: text, cause: text, children: integer, newest: text },
    }),
    forget: database.command({
      sql: 'DELETE FROM states_map_run_failures WHERE mapRunArn = :mapRunArn',
      takes: { mapRunArn: text },
    }),
  };
}
