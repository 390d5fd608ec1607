import { validationError } from '#services/dynamodb/errors.ts';
import type { Path } from '#services/dynamodb/expressions/path.ts';
import { applyUpdate } from '#services/dynamodb/expressions/update/apply-update.ts';
import { assertNoKeys, type Update } from '#services/dynamodb/expressions/update/update.ts';
import { checkIndexKeys, keyOfItem, keyOfKey } from '#services/dynamodb/operations/items/check-keys.ts';
import type { ItemKey } from '#services/dynamodb/rows/item-key.ts';
import { StoredItem } from '#services/dynamodb/rows/stored-item.ts';
import { keyNames } from '#services/dynamodb/schema/key-schema.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';
import { itemSize } from '#services/dynamodb/values/size.ts';

/** What an action does to one item, once its condition holds. */
export interface Action {
  readonly table: Table;
  readonly key: ItemKey;
  /** The item after it. Throws ValidationException, where what there is before does not let it. */
  after(before: StoredItem | undefined): WriteOutcome;
}

export interface WriteOutcome {
  readonly after: StoredItem | undefined;
  /** What an update wrote, for UPDATED_OLD and UPDATED_NEW. */
  readonly touched: readonly Path[];
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items */
const MOST_ITEM_BYTES = 400 * 1024;

/** The item as it will be kept. Throws ValidationException where it is over 400 KB. */
export function measured(item: Item, message = 'Item size has exceeded the maximum allowed size'): StoredItem {
  const size = itemSize(item);
  if (size > MOST_ITEM_BYTES) throw validationError(message);
  return StoredItem.of(item, size);
}

/** Throws ValidationException. */
export function putAction(table: Table, stored: StoredItem): Action {
  const key = keyOfItem(table, stored.item);
  checkIndexKeys(table, stored.item, 'put');
  const outcome = { after: stored, touched: [] };
  return { table, key, after: () => outcome };
}

/** Throws ValidationException. */
export const deleteAction = (table: Table, given: Item): Action => ({
  table,
  key: keyOfKey(table.key, given),
  after: () => ({ after: undefined, touched: [] }),
});

/** Leaves the item as it is. Throws ValidationException. */
export const checkAction = (table: Table, given: Item): Action => ({
  table,
  key: keyOfKey(table.key, given),
  after: (before) => ({ after: before, touched: [] }),
});

/** Throws ValidationException. */
export function updateAction(table: Table, given: Item, update: Update | undefined): Action {
  const key = keyOfKey(table.key, given);
  if (update) assertNoKeys(update, keyNames(table.key));
  return {
    table,
    key,
    after(before) {
      const { item, touched } = update
        ? applyUpdate(update, before?.item, given)
        : { item: before?.item ?? given, touched: [] };
      const after = measured(item, 'Item size to update has exceeded the maximum allowed size');
      checkIndexKeys(table, item, 'update');
      return { after, touched };
    },
  };
}
