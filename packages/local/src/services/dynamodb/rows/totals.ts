import type { Database } from '#store/database.ts';
import { integer } from '#store/kinds.ts';

export interface Total {
  readonly items: number;
  readonly bytes: number;
}

/** How many items each table and each index has, and how many bytes. */
export interface Totals {
  get(id: number): Total;
  add(id: number, items: number, bytes: number): void;
  forget(id: number): void;
}

export function totals(database: Database): Totals {
  const get = database.query({
    sql: 'SELECT items, bytes FROM dynamodb_totals WHERE id = :id',
    takes: { id: integer },
    gives: { items: integer, bytes: integer },
  });
  const add = database.command({
    sql: `INSERT INTO dynamodb_totals VALUES (:id, :items, :bytes)
          ON CONFLICT DO UPDATE SET items = items + excluded.items, bytes = bytes + excluded.bytes`,
    takes: { id: integer, items: integer, bytes: integer },
  });
  const forget = database.command({ sql: 'DELETE FROM dynamodb_totals WHERE id = :id', takes: { id: integer } });
  return {
    get: (id) => get.get({ id }) ?? { items: 0, bytes: 0 },
    add(id, items, size) {
      if (items !== 0 || size !== 0) add.run({ id, items, bytes: size });
    },
    forget: (id) => void forget.run({ id }),
  };
}
