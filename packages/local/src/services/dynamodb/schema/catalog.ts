import { resourceNotFound } from '#services/dynamodb/errors.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import type { Database } from '#store/database.ts';
import { integer, json, text } from '#store/kinds.ts';

/** The tables that there are: read once, for every request asks for one, and written with every change. */
export interface Catalog {
  get(name: string): Table | undefined;
  /** A table that items can be read from and written to. Throws ResourceNotFoundException. */
  active(name: string): Table;
  /** By name. */
  all(): readonly Table[];
  save(table: Table): void;
  remove(table: Table): void;
  /** An id for the rows of a table, an index or a stream, never given twice. */
  nextId(): number;
}

export function openCatalog(database: Database): Catalog {
  const statements = prepare(database);
  const tables = new Map(statements.all.all({}).map(({ definition }) => [definition.name, definition]));
  return {
    get: (name) => tables.get(name),
    active(name) {
      const table = tables.get(name);
      if (table?.status === 'ACTIVE' || table?.status === 'UPDATING') return table;
      throw resourceNotFound('Requested resource not found');
    },
    all: () => [...tables.values()].sort((one, other) => (one.name < other.name ? -1 : 1)),
    save(table) {
      statements.save.run({ id: table.id, name: table.name, definition: table });
      tables.set(table.name, table);
    },
    remove(table) {
      statements.remove.run({ id: table.id });
      tables.delete(table.name);
    },
    nextId: () => statements.nextId.get({})?.id ?? 0,
  };
}

function prepare(database: Database) {
  // What is read here was written here.
  const definition = json((value) => value as Table);
  return {
    all: database.query({ sql: 'SELECT definition FROM dynamodb_tables', takes: {}, gives: { definition } }),
    save: database.command({
      sql: 'INSERT OR REPLACE INTO dynamodb_tables VALUES (:id, :name, :definition)',
      takes: { id: integer, name: text, definition },
    }),
    remove: database.command({ sql: 'DELETE FROM dynamodb_tables WHERE id = :id', takes: { id: integer } }),
    nextId: database.query({
      sql: 'UPDATE dynamodb_ids SET next = next + 1 RETURNING next - 1 AS id',
      takes: {},
      gives: { id: integer },
    }),
  };
}
