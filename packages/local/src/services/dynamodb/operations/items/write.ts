import type { Engine } from '#services/dynamodb/engine.ts';
import { type EntryChange, entryChanges, isMoved } from '#services/dynamodb/indexes/changes.ts';
import { keyItem } from '#services/dynamodb/operations/items/key-item.ts';
import { expiryOf } from '#services/dynamodb/operations/ttl/expiry.ts';
import type { ItemKey } from '#services/dynamodb/rows/item-key.ts';
import { type StoredItem, sameStored } from '#services/dynamodb/rows/stored-item.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';

/** A write that has been decided: what becomes of one item. */
export interface Write {
  readonly table: Table;
  readonly key: ItemKey;
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
  /** The service that makes it, such as Time to Live. */
  readonly service?: string;
}

/** Writes an item, its index entries and its stream record. In a transaction of the caller's. One that changes nothing leaves no trace. */
export function write(engine: Engine, { table, key, before, after, service }: Write): void {
  if (sameStored(before, after)) return;
  if (after) engine.items.put(table.id, key, after, expiryOf(table, after.item));
  else engine.items.delete(table.id, key);
  engine.totals.add(table.id, (after ? 1 : 0) - (before ? 1 : 0), (after?.size ?? 0) - (before?.size ?? 0));
  for (const change of entryChanges(table, before, after)) writeEntry(engine, change, key);
  const image = after ?? before;
  if (!table.stream?.enabled || !image) return;
  const keys = keyItem(table.key, image.item);
  engine.streams.append(table.stream.id, { keys, before, after, ...(service && { service }) });
}

/** While an index is built it may not have the entry yet, or have it already: what counts is what was really changed. */
function writeEntry({ entries, totals }: Engine, change: EntryChange, item: ItemKey): void {
  const { index, old, new: made } = change;
  if (old && made && !isMoved(change) && index.status !== 'CREATING') {
    totals.add(index.id, 0, made.bytes - old.bytes);
    return;
  }
  if (old && entries.remove(index.id, old.key, item)) totals.add(index.id, -1, -old.bytes);
  if (made && entries.add(index.id, made.key, item)) totals.add(index.id, 1, made.bytes);
}
