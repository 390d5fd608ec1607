import type { Database } from '#store/database.ts';
import { StoreError } from '#store/errors.ts';
import { integer, text } from '#store/kinds.ts';

/**
 * The tables of one module, as the steps that made them what they are: SQL, in order. A step that was ever released is never
 * changed; a new one is added instead.
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
    for (const step of steps.slice(version)) database.execute(step);
    setVersion(database, module, steps.length);
  });
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
