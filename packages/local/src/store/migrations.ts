import type { Database } from '#store/database.ts';
import { StoreError } from '#store/errors.ts';
import { integer, text } from '#store/kinds.ts';

/**
 * The tables of one module, as the steps that made them what they are: SQL, in order. A step that was ever released is never
 * changed; a new one is added instead. It changes no rows that are there, for nothing is served before it is done.
 */
export interface Schema {
  /** The module: `sqs`. Its tables begin with it: `sqs_queues`. */
  readonly module: string;
  readonly steps: readonly string[];
}

const MIGRATIONS = 'CREATE TABLE IF NOT EXISTS migrations (module TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT';

/** Takes the steps that this database has not seen. Throws StoreError where it has seen more than there are. */
export function migrate(database: Database, { module, steps }: Schema): void {
  database.transaction(() => {
    database.execute(MIGRATIONS);
    const version = versionOf(database, module);
    if (version > steps.length) {
      const message = `The database ${database.file} was written by a newer version (${module} is at ${version}, known is ${steps.length})`;
      throw new StoreError('newer', message);
    }
    if (version === steps.length) return;
    for (const [index, step] of steps.entries()) {
      if (index > 0) refuseRows(module, step);
      if (index >= version) database.execute(step);
    }
    setVersion(database, module, steps.length);
  });
}

/** Throws where a step would change the rows of a table that an earlier one made. An index of SQLite's may be made of them. */
function refuseRows(module: string, step: string): void {
  const made = new Set([...step.matchAll(/CREATE TABLE (\w+)/gi)].map(([, name]) => name));
  const touched = /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|DROP\s+TABLE)\s+(\w+)/gi;
  for (const [what, name] of step.matchAll(touched))
    if (!made.has(name))
      throw new Error(`A step of ${module} changes rows (${what}): do that in slices behind the start`);
}

const versionOf = (database: Database, module: string): number =>
  database
    .query({
      sql: 'SELECT version FROM migrations WHERE module = :module',
      takes: { module: text },
      gives: { version: integer },
    })
    .get({ module })?.version ?? 0;

const setVersion = (database: Database, module: string, version: number) =>
  database
    .command({
      sql: 'INSERT INTO migrations VALUES (:module, :version) ON CONFLICT DO UPDATE SET version = :version',
      takes: { module: text, version: integer },
    })
    .run({ module, version });
