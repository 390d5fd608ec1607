import { firstOfHash, HASHES, type ItemKey } from '#services/dynamodb/rows/item-key.ts';
import { keyColumn } from '#services/dynamodb/rows/key-column.ts';
import { StoredItem } from '#services/dynamodb/rows/stored-item.ts';
import type { Database } from '#store/database.ts';
import { integer, writtenJson } from '#store/kinds.ts';

/** A place among the rows of a table, or among the entries of an index, where items may share a key. */
export interface Position extends ItemKey {
  readonly item?: ItemKey;
}

/** Rows from a position on, and below another. */
export interface Span {
  readonly from: Position;
  readonly below: Position;
  readonly backward: boolean;
}

export interface PageRows {
  /** Rows in order; read without pause. */
  ofTable(table: number, span: Span): Iterable<StoredItem>;
  ofIndex(index: number, table: number, span: Span): Iterable<StoredItem>;
}

const NONE = new Uint8Array();

/** The bytes that come next. */
export const next = (key: Uint8Array): Uint8Array => Buffer.concat([key, Buffer.of(0)]);

/** All positions of partitions with these hashes. */
export const hashes = (first: number, end: number): Omit<Span, 'backward'> => ({
  from: { partition: firstOfHash(first), sort: NONE },
  below: { partition: firstOfHash(end), sort: NONE },
});

export const everything = hashes(0, HASHES);

/** What comes after a position that a page ended with. */
export const after = (span: Span, at: Position): Span => {
  if (span.backward) return { ...span, below: at };
  const { item } = at;
  return { ...span, from: item ? { ...at, item: { ...item, sort: next(item.sort) } } : { ...at, sort: next(at.sort) } };
};

export function pageRows(database: Database): PageRows {
  const ofTable = [tableQuery(database, ''), tableQuery(database, 'DESC')] as const;
  const ofIndex = [indexQuery(database, ''), indexQuery(database, 'DESC')] as const;
  return {
    *ofTable(table, { from, below, backward }) {
      const rows = ofTable[backward ? 1 : 0].each({
        ...{ table, from_partition: from.partition, from_sort: from.sort },
        ...{ below_partition: below.partition, below_sort: below.sort },
      });
      for (const row of rows) yield StoredItem.read(row);
    },
    *ofIndex(index, table, { from, below, backward }) {
      const rows = ofIndex[backward ? 1 : 0].each({
        ...{ index, table, from_partition: from.partition, from_sort: from.sort },
        ...{ from_item_partition: from.item?.partition ?? NONE, from_item_sort: from.item?.sort ?? NONE },
        ...{ below_partition: below.partition, below_sort: below.sort },
        ...{ below_item_partition: below.item?.partition ?? NONE, below_item_sort: below.item?.sort ?? NONE },
      });
      for (const row of rows) yield StoredItem.read(row);
    },
  };
}

const gives = { item: writtenJson, size: integer };
const bounds = { from_partition: keyColumn, from_sort: keyColumn, below_partition: keyColumn, below_sort: keyColumn };

const tableQuery = (database: Database, order: '' | 'DESC') =>
  database.query({
    sql: `SELECT item, size FROM dynamodb_items WHERE table_id = :table
          AND (partition, sort) >= (:from_partition, :from_sort) AND (partition, sort) < (:below_partition, :below_sort)
          ORDER BY partition ${order}, sort ${order}`,
    takes: { table: integer, ...bounds },
    gives,
  });

// The entry leads to its item: CROSS JOIN keeps SQLite from going the other way.
const indexQuery = (database: Database, order: '' | 'DESC') =>
  database.query({
    sql: `SELECT item, size FROM dynamodb_entries AS entry CROSS JOIN dynamodb_items AS kept
          ON kept.table_id = :table AND kept.partition = item_partition AND kept.sort = item_sort
          WHERE index_id = :index
          AND (entry.partition, entry.sort, item_partition, item_sort)
            >= (:from_partition, :from_sort, :from_item_partition, :from_item_sort)
          AND (entry.partition, entry.sort, item_partition, item_sort)
            < (:below_partition, :below_sort, :below_item_partition, :below_item_sort)
          ORDER BY entry.partition ${order}, entry.sort ${order}, item_partition ${order}, item_sort ${order}`,
    takes: {
      ...{ table: integer, index: integer, ...bounds },
      ...{
        from_item_partition: keyColumn,
        from_item_sort: keyColumn,
        below_item_partition: keyColumn,
        below_item_sort: keyColumn,
      },
    },
    gives,
  });
