import { entryChanges, isMoved } from '#services/dynamodb/indexes/changes.ts';
import type { StoredItem } from '#services/dynamodb/rows/stored-item.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html */
const READ_BYTES = 4096;
const WRITE_BYTES = 1024;

export type Reading = 'eventual' | 'strong' | 'transactional';

const COST: Readonly<Record<Reading, number>> = { eventual: 0.5, strong: 1, transactional: 2 };

/** Read units for so many bytes; nothing read costs as much as the least. */
export const readUnits = (bytes: number, reading: Reading): number => blocks(bytes, READ_BYTES) * COST[reading];

const writeUnits = (bytes: number): number => blocks(bytes, WRITE_BYTES);

const blocks = (bytes: number, size: number): number => Math.max(1, Math.ceil(bytes / size));

/** Capacity units of a table, and of each index that had a part in it. */
export interface Units {
  readonly table: number;
  readonly indexes: ReadonlyMap<string, number>;
}

/** What a write costs: the greater of the item's sizes before and after; in an index, one write for each entry that goes or comes. */
export function unitsOfWrite(table: Table, before: StoredItem | undefined, after: StoredItem | undefined): Units {
  const indexes = new Map<string, number>();
  for (const change of entryChanges(table, before, after)) {
    const { index, old, new: made } = change;
    if (!change.differs()) continue;
    const units = isMoved(change)
      ? (old ? writeUnits(old.bytes) : 0) + (made ? writeUnits(made.bytes) : 0)
      : writeUnits(Math.max(old?.bytes ?? 0, made?.bytes ?? 0));
    indexes.set(index.name, units);
  }
  return { table: writeUnits(Math.max(before?.size ?? 0, after?.size ?? 0)), indexes };
}
