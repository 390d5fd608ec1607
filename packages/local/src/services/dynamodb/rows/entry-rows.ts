import type { ItemKey } from '#services/dynamodb/rows/item-key.ts';
import { keyColumn } from '#services/dynamodb/rows/key-column.ts';
import type { Database } from '#store/database.ts';
import { integer } from '#store/kinds.ts';

/** The entries of secondary indexes: the key that an item has there, and its key in the table. */
export interface EntryRows {
  /** Whether it was not there yet. */
  add(index: number, key: ItemKey, item: ItemKey): boolean;
  /** Whether it was there. */
  remove(index: number, key: ItemKey, item: ItemKey): boolean;
  /** Deletes some hundred entries; false when none are left. */
  removeSome(index: number): boolean;
}

const takes = {
  index: integer,
  partition: keyColumn,
  sort: keyColumn,
  item_partition: keyColumn,
  item_sort: keyColumn,
};

export function entryRows(database: Database): EntryRows {
  const add = database.command({
    sql: 'INSERT OR IGNORE INTO dynamodb_entries VALUES (:index, :partition, :sort, :item_partition, :item_sort)',
    takes,
  });
  const remove = database.command({
    sql: `DELETE FROM dynamodb_entries WHERE index_id = :index AND partition = :partition AND sort = :sort
          AND item_partition = :item_partition AND item_sort = :item_sort`,
    takes,
  });
  const removeSome = database.command({
    sql: `DELETE FROM dynamodb_entries WHERE index_id = :index AND (partition, sort, item_partition, item_sort) IN
          (SELECT partition, sort, item_partition, item_sort FROM dynamodb_entries WHERE index_id = :index LIMIT 500)`,
    takes: { index: integer },
  });
  const row = (index: number, { partition, sort }: ItemKey, item: ItemKey) => ({
    ...{ index, partition, sort },
    ...{ item_partition: item.partition, item_sort: item.sort },
  });
  return {
    add: (index, key, item) => add.run(row(index, key, item)) > 0,
    remove: (index, key, item) => remove.run(row(index, key, item)) > 0,
    removeSome: (index) => removeSome.run({ index }) > 0,
  };
}
