import type { ItemKey } from '#services/dynamodb/rows/item-key.ts';
import { keyColumn } from '#services/dynamodb/rows/key-column.ts';
import { StoredItem } from '#services/dynamodb/rows/stored-item.ts';
import type { Database } from '#store/database.ts';
import { integer, nullable, real, writtenJson } from '#store/kinds.ts';

const KEY = 'table_id = :table AND partition = :partition AND sort = :sort';
const key = { table: integer, partition: keyColumn, sort: keyColumn };

export interface ItemRows {
  get(table: number, key: ItemKey): StoredItem | undefined;
  /** @param expires when Time to Live deletes it, in seconds since the epoch */
  put(table: number, key: ItemKey, stored: StoredItem, expires: number | undefined): void;
  delete(table: number, key: ItemKey): void;
  setExpiry(table: number, key: ItemKey, expires: number | undefined): void;
  /** Keys of items of a table whose time has come, a few. */
  expired(table: number, after: number, before: number): readonly ItemKey[];
  /** Bytes of all items that share a partition key. */
  collectionSize(table: number, partition: Uint8Array): number;
  /** Deletes a few items, which may be large; false when none are left. */
  deleteSome(table: number): boolean;
}

export function itemRows(database: Database): ItemRows {
  const get = database.query({
    sql: `SELECT item, size FROM dynamodb_items WHERE ${KEY}`,
    takes: key,
    gives: { item: writtenJson, size: integer },
  });
  const put = database.command({
    sql: `INSERT OR REPLACE INTO dynamodb_items (table_id, partition, sort, size, expires, item)
          VALUES (:table, :partition, :sort, :size, :expires, :item)`,
    takes: { ...key, size: integer, expires: nullable(real), item: writtenJson },
  });
  const remove = database.command({ sql: `DELETE FROM dynamodb_items WHERE ${KEY}`, takes: key });
  const setExpiry = database.command({
    sql: `UPDATE dynamodb_items SET expires = :expires WHERE ${KEY}`,
    takes: { ...key, expires: nullable(real) },
  });
  const expired = database.query({
    sql: `SELECT partition, sort FROM dynamodb_items
          WHERE table_id = :table AND expires > :after AND expires < :before ORDER BY expires LIMIT 16`,
    takes: { table: integer, after: real, before: real },
    gives: { partition: keyColumn, sort: keyColumn },
  });
  const size = database.query({
    sql: 'SELECT coalesce(sum(size), 0) AS size FROM dynamodb_items WHERE table_id = :table AND partition = :partition',
    takes: { table: integer, partition: keyColumn },
    gives: { size: integer },
  });
  const removeSome = database.command({
    sql: `DELETE FROM dynamodb_items WHERE table_id = :table AND (partition, sort) IN
          (SELECT partition, sort FROM dynamodb_items WHERE table_id = :table LIMIT 16)`,
    takes: { table: integer },
  });
  return {
    get(table, { partition, sort }) {
      const row = get.get({ table, partition, sort });
      return row && StoredItem.read(row);
    },
    put: (table, { partition, sort }, stored, expires) =>
      void put.run({ table, partition, sort, item: stored.text, size: stored.size, expires }),
    delete: (table, { partition, sort }) => void remove.run({ table, partition, sort }),
    setExpiry: (table, { partition, sort }, expires) => void setExpiry.run({ table, partition, sort, expires }),
    expired: (table, after, before) => expired.all({ table, after, before }),
    collectionSize: (table, partition) => size.get({ table, partition })?.size ?? 0,
    deleteSome: (table) => removeSome.run({ table }) > 0,
  };
}
