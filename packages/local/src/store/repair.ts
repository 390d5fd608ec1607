import { existsSync, renameSync, rmSync } from 'node:fs';
import { asStoreError, StoreError } from '#store/errors.ts';
import { type Salvaged, salvageTable } from '#store/salvage.ts';
import { DatabaseSync } from '#store/sqlite.ts';

/** Result of a repair. */
export interface Repair {
  readonly tables: readonly Salvaged[];
  /** Where the damaged file lies now. */
  readonly kept: string;
}

interface Definition {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/**
 * Copies what can be read of a damaged database to a new file, which takes its place; the damaged one is kept beside it.
 * `onTable` is told of each table as it is done. Throws StoreError where it is in use, is not there, or cannot be read at all.
 */
export function repairDatabase(file: string, onTable: (table: Salvaged) => void): Repair {
  if (!existsSync(file)) throw new StoreError('damaged', `There is no database ${file}`);
  const fresh = `${file}.repaired`;
  for (const end of ['', '-wal', '-shm']) rmSync(`${fresh}${end}`, { force: true });
  const tables = copy(file, fresh, onTable);
  const kept = free(`${file}.damaged`);
  for (const end of ['-wal', '-shm']) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${kept}${end}`);
  renameSync(file, kept);
  renameSync(fresh, file);
  return { tables, kept };
}

function copy(file: string, fresh: string, onTable: (table: Salvaged) => void): readonly Salvaged[] {
  const to = new DatabaseSync(fresh, { enableForeignKeyConstraints: false });
  let from: DatabaseSync | undefined;
  try {
    from = new DatabaseSync(file);
    // It also keeps a system from being started on it meanwhile.
    from.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA cell_size_check = ON; BEGIN IMMEDIATE');
    const definitions = readDefinitions(from);
    const { application_id: id } = from.prepare('PRAGMA application_id').get() ?? {};
    to.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = ${Number(id ?? 0)}`);
    for (const { type, sql } of definitions) if (type === 'table') to.exec(sql);
    const tables = definitions.filter(({ type }) => type === 'table').map(({ name }) => name);
    const salvaged = tables.map((table) => {
      const done = salvageTable(from ?? to, to, table);
      onTable(done);
      return done;
    });
    for (const { type, sql } of definitions) if (type !== 'table') to.exec(sql);
    return salvaged;
  } catch (error) {
    throw asStoreError(error, file);
  } finally {
    from?.close();
    to.close();
  }
}

function readDefinitions(from: DatabaseSync): readonly Definition[] {
  const rows = from.prepare(
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
  );
  return rows.all().map(({ type, name, sql }) => ({ type: String(type), name: String(name), sql: String(sql) }));
}

/** A name that nothing has yet. */
function free(name: string): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}.${count}`;
    if (!existsSync(candidate)) return candidate;
  }
}
