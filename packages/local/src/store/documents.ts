import type { Database } from '#store/database.ts';
import { json, text } from '#store/kinds.ts';

/** JSON documents by key, in a table of their own: what a service keeps a few of, each replaced whole. */
export interface Documents<T> {
  /** In the order in which their keys were first written. */
  all(): readonly T[];
  /** The same with their keys. */
  entries(): readonly (readonly [key: string, document: T])[];
  find(key: string): T | undefined;
  write(key: string, document: T): void;
  remove(key: string): void;
}

/**
 * @param table its name, which begins with the module's: `sns_topics`
 * @param parse checks what is read, and throws where it is not such a document
 */
export function openDocuments<T>(database: Database, table: string, parse: (value: unknown) => T): Documents<T> {
  database.migrate({
    module: table,
    steps: [`CREATE TABLE ${table} (key TEXT NOT NULL PRIMARY KEY, document TEXT NOT NULL) STRICT`],
  });
  const gives = { document: json(parse) };
  const all = database.query({
    sql: `SELECT key, document FROM ${table} ORDER BY rowid`,
    takes: {},
    gives: { key: text, ...gives },
  });
  const find = database.query({ sql: `SELECT document FROM ${table} WHERE key = :key`, takes: { key: text }, gives });
  const write = database.command({
    sql: `INSERT INTO ${table} VALUES (:key, :document) ON CONFLICT DO UPDATE SET document = :document`,
    takes: { key: text, document: json(parse) },
  });
  const remove = database.command({ sql: `DELETE FROM ${table} WHERE key = :key`, takes: { key: text } });
  return {
    all: () => all.all({}).map(({ document }) => document),
    entries: () => all.all({}).map(({ key, document }) => [key, document]),
    find: (key) => find.get({ key })?.document,
    write: (key, document) => void write.run({ key, document }),
    remove: (key) => void remove.run({ key }),
  };
}
