import { projected, projectedNames, projectedSize } from '#services/dynamodb/indexes/projected.ts';
import { type ItemKey, keyOf, sameKey } from '#services/dynamodb/rows/item-key.ts';
import { type StoredItem, sameStored } from '#services/dynamodb/rows/stored-item.ts';
import type { SecondaryIndex, Table } from '#services/dynamodb/schema/table.ts';
import { sameItem } from '#services/dynamodb/values/compare.ts';

/** What an index has of an item: its key there, and bytes. */
export interface Entry {
  readonly key: ItemKey;
  readonly bytes: number;
}

/** What a write changes in an index. */
export interface EntryChange {
  readonly index: SecondaryIndex;
  readonly old: Entry | undefined;
  readonly new: Entry | undefined;
  /** Whether something that the index has of the item is another now. */
  differs(): boolean;
}

/** What a write to a table changes in its indexes; one that has nothing of the item, before or after, is left out. */
export function entryChanges(
  table: Table,
  before: StoredItem | undefined,
  after: StoredItem | undefined,
): EntryChange[] {
  return table.indexes.flatMap((index) => {
    if (index.status === 'DELETING') return [];
    const names = projectedNames(table, index);
    const entry = (stored: StoredItem | undefined): Entry | undefined => {
      const key = stored && keyOf(index.key, stored.item);
      return key && { key, bytes: projectedSize(names, stored) };
    };
    const [old, made] = [entry(before), entry(after)];
    if (!old && !made) return [];
    return [{ index, old, new: made, differs: () => !old || !made || !sameImage(names, before, after) }];
  });
}

function sameImage(
  names: ReadonlySet<string> | undefined,
  before: StoredItem | undefined,
  after: StoredItem | undefined,
): boolean {
  if (!names) return sameStored(before, after);
  const image = (stored: StoredItem | undefined) => stored && projected(names, stored.item);
  return sameItem(image(before), image(after));
}

export const isMoved = ({ old, new: made }: EntryChange): boolean => !old || !made || !sameKey(old.key, made.key);
