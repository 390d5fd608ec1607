import type { ItemKey } from '#services/dynamodb/rows/item-key.ts';
import { keyColumn } from '#services/dynamodb/rows/key-column.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';
import type { Database } from '#store/database.ts';
import { integer, json, nullable, real } from '#store/kinds.ts';

/** An item as it is kept, with its size by DynamoDB's rules in bytes. */
export interface StoredItem {
  readonly item: Item;
  readonly size: number;
}

/** What is read here was written here. */
export const storedItem = json((value) => value as Item);

const KEY = 'table_id = :table AND partition = :partition AND sort = :sort';
const key = { table: integer, partition: keyColumn, sort: keyColumn };

export interface ItemRows {
  get(table: number, key: ItemKey): StoredItem | undefined;
  /** @param expires when Time to Live deletes it, in seconds since the epoch */
  put(table: number, key: ItemKey, stored: StoredItem, expires: number | undefined): void;
  delete(table: number, key: ItemKey): void;
  setExpiry(table: number, key: ItemKey, expires: number | undefined): void;
  /** Items of a table whose time has come, some hundred. */
  expired(table: number, after: number, before: number): readonly Item[];
  /** Bytes of all items that share a partition key. */
  collectionSize(table: number, partition: Uint8Array): number;
  /** Deletes some hundred items; false when none are left. */
  deleteSome(table: number): boolean;
}

export function itemRows(database: Database): ItemRows {
  const get = database.query({
    sql: `SELECT item, size FROM dynamodb_items WHERE ${KEY}`,
    takes: key,
    gives: { item: storedItem, size: integer },
  });
  const put = database.command({
    sql: `INSERT OR REPLACE INTO dynamodb_items (table_id, partition, sort, size, expires, item)
          VALUES (:table, :partition, :sort, :size, :expires, :item)`,
    takes: { ...key, size: integer, expires: nullable(real), item: storedItem },
  });
  const remove = database.command({ sql: `DELETE FROM dynamodb_items WHERE ${KEY}`, takes: key });
  const setExpiry = database.command({
    sql: `UPDATE dynamodb_items SET expires = :expires WHERE ${KEY}`,
    takes: { ...key, expires: nullable(real) },
  });
  const expired = database.query({
    sql: `SELECT item FROM dynamodb_items WHERE table_id = :table AND expires > :after AND expires < :before
          ORDER BY expires LIMIT 200`,
    takes: { table: integer, after: real, before: real },
    gives: { item: storedItem },
  });
  const size = database.query({
    sql: 'SELECT coalesce(sum(size), 0) AS size FROM dynamodb_items WHERE table_id = :table AND partition = :partition',
    takes: { table: integer, partition: keyColumn },
    gives: { size: integer },
  });
  const removeSome = database.command({
    sql: `DELETE FROM dynamodb_items WHERE table_id = :table AND (partition, sort) IN
          (SELECT partition, sort FROM dynamodb_items WHERE table_id = :table LIMIT 500)`,
    takes: { table: integer },
  });
  return {
    get: (table, { partition, sort }) => get.get({ table, partition, sort }),
    put: (table, { partition, sort }, stored, expires) =>
      void put.run({ table, partition, sort, item: stored.item, size: stored.size, expires }),
    delete: (table, { partition, sort }) => void remove.run({ table, partition, sort }),
    setExpiry: (table, { partition, sort }, expires) => void setExpiry.run({ table, partition, sort, expires }),
    expired: (table, after, before) => expired.all({ table, after, before }).map(({ item }) => item),
    collectionSize: (table, partition) => size.get({ table, partition })?.size ?? 0,
    deleteSome: (table) => removeSome.run({ table }) > 0,
  };
}
