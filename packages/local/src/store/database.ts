import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Commits } from '#store/commits.ts';
import { type Advice, asStoreError, StoreError } from '#store/errors.ts';
import type { Shape, Values } from '#store/kinds.ts';
import { migrate, type Schema } from '#store/migrations.ts';
import { DatabaseSync } from '#store/sqlite.ts';
import {
  type Command,
  type CommandDefinition,
  prepareCommand,
  prepareQuery,
  type Query,
  type QueryDefinition,
} from '#store/statement.ts';

/**
 * The embedded database. A module owns its tables by a list of steps, prepares its statements once, and runs them:
 *
 *     const notesSchema: Schema = {
 *       module: 'notes',
 *       steps: ['CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL, due INTEGER) STRICT'],
 *     };
 *
 *     database.migrate(notesSchema);
 *     const add = database.command({
 *       sql: 'INSERT INTO notes (body, due) VALUES (:body, :due)',
 *       takes: { body: text, due: nullable(integer) },
 *     });
 *     const dueBy = database.query({
 *       sql: 'SELECT id, body FROM notes WHERE due <= :now ORDER BY due LIMIT :limit',
 *       takes: { now: integer, limit: integer },
 *       gives: { id: integer, body: text },
 *     });
 *
 *     database.transaction(() => {
 *       add.run({ body: 'Fix the print', due: 10 });
 *       add.run({ body: 'Ship it', due: undefined });
 *     });
 *     dueBy.all({ now: 20, limit: 100 }); // [{ id: 1, body: 'Fix the print' }], before the commit as well
 *     await database.committed(); // now it survives a kill of the process, and may be told
 *
 * All of it is synchronous: a statement of a request finds its rows by a key and takes no more than a page of them, and
 * longer work goes `inSlices`. Tables are STRICT. Nothing else opens the file meanwhile: it is locked.
 */
export interface Database {
  /** Where it is, as messages name it. */
  readonly file: string;
  /** What commits survive. */
  readonly survives: Survives;
  /** Another number after any change, so that what was read under the same one is still so. */
  readonly revision: number;
  /** Brings the tables of a module up to date; repeated, it does nothing. Throws StoreError `newer`. */
  migrate(schema: Schema): void;
  /** Prepares a statement that gives rows. Throws where it has other parameters or columns than the definition names. */
  query<T extends Shape, G extends Shape>(definition: QueryDefinition<T, G>): Query<Values<T>, Values<G>>;
  /** Prepares a statement that changes rows. Throws where it has other parameters than the definition names. */
  command<T extends Shape>(definition: CommandDefinition<T>): Command<Values<T>>;
  /** Runs statements without parameters that give no rows, such as CREATE TABLE. */
  execute(sql: string): void;
  /**
   * Runs `work` so that all it changes is there, or, where it throws, nothing. May be nested: the inner one alone is undone
   * where what it throws is caught. Throws a TypeError where `work` is asynchronous.
   */
  transaction<R>(work: () => R): R;
  /**
   * Runs `write` once, before what is changed now is committed: many small changes of one turn become one statement. What it
   * writes is not undone with a transaction.
   */
  beforeCommit(write: () => void): void;
  /**
   * Resolves when all that has been changed so far is committed; rejects with StoreError when it was lost. Whatever tells
   * of a change, such as the answer to a request, waits for it. The gateway does so for all requests.
   */
  committed(): Promise<void>;
  /** Commits at once. */
  commit(): void;
  /** Commits and closes the file; repeated, it does nothing. */
  close(): void;
}

/** The file of a database that is gone when it is closed. */
export const IN_MEMORY = ':memory:';

/** A kill of the process alone, or also a power cut, which costs a sync of the disk for each commit. */
export type Survives = 'kill' | 'power cut';

export interface DatabaseOptions {
  /** Made, with its folder, where there is none; or `IN_MEMORY`. */
  readonly file: string;
  /** What commits survive: a kill unless told. */
  readonly survives?: Survives;
  /** Asked before a commit, which waits while there is none: one that fails loses what it holds. */
  readonly hasRoom?: () => boolean;
  /** Told once when a commit fails: the database takes no more changes, and what follows from lost ones must not go on. */
  readonly onFailure?: (error: unknown) => void;
  /** Ends the message of a StoreError, whenever a fault shows. */
  readonly advice?: Advice;
}

/** 'DRKR': whose file it is. https://www.sqlite.org/pragma.html#pragma_application_id */
const APPLICATION_ID = 0x44_52_4b_52;

/** Throws StoreError. */
export function openDatabase({
  file,
  survives = 'kill',
  hasRoom = () => true,
  onFailure = () => {},
  advice,
}: DatabaseOptions): Database {
  const told = (error: unknown) => asStoreError(error, file, advice);
  const sqlite = asking(told, () => open(file, survives));
  const commits = new Commits({ database: sqlite, hasRoom, onFailure: (error) => onFailure(told(error)) });
  const surround = <R>(changes: boolean, run: () => R): R => asking(told, () => commits.statement(changes, run));
  const database: Database = {
    file,
    survives,
    get revision() {
      return commits.revision;
    },
    migrate: (schema) => migrate(database, schema),
    query: (definition) => asking(told, () => prepareQuery(sqlite, definition, surround)),
    command: (definition) => asking(told, () => prepareCommand(sqlite, definition, surround)),
    execute: (sql) => surround(true, () => sqlite.exec(sql)),
    transaction: (work) => asking(told, () => commits.transaction(work)),
    beforeCommit: (write) => asking(told, () => commits.beforeCommit(write)),
    committed: () =>
      commits.committed().catch((error) => {
        throw told(error);
      }),
    commit: () => commits.commit(),
    close() {
      commits.close(new StoreError('closed', `The database ${file} is closed`));
      if (sqlite.isOpen) sqlite.close();
    },
  };
  return database;
}

function open(file: string, survives: Survives): DatabaseSync {
  if (file !== IN_MEMORY) mkdirSync(dirname(file), { recursive: true });
  const sqlite = new DatabaseSync(file);
  try {
    // Exclusive: whoever opens it first keeps it, until its process ends, however it ends.
    sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA temp_store = MEMORY');
    sqlite.exec(`PRAGMA synchronous = ${survives === 'kill' ? 'NORMAL' : 'FULL'}`);
    // What a large transaction made of the log is given back.
    sqlite.exec('PRAGMA journal_size_limit = 67108864');
    // In pages: a page that changes again and again goes into the file once, and what syncs the disk is rare.
    sqlite.exec('PRAGMA wal_autocheckpoint = 4000');
    claim(sqlite, file);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** Writes once, which takes the lock. */
function claim(sqlite: DatabaseSync, file: string): void {
  const id = Number(Object.values(sqlite.prepare('PRAGMA application_id').get() ?? {})[0]);
  if (id !== 0 && id !== APPLICATION_ID) {
    throw new StoreError('damaged', `The database ${file} was not made by this program`);
  }
  sqlite.exec(`BEGIN EXCLUSIVE; PRAGMA application_id = ${APPLICATION_ID}; COMMIT`);
}

function asking<R>(told: (error: unknown) => unknown, ask: () => R): R {
  try {
    return ask();
  } catch (error) {
    throw told(error);
  }
}
