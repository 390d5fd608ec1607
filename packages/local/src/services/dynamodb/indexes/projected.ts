import type { StoredItem } from '#services/dynamodb/rows/stored-item.ts';
import { keyNames } from '#services/dynamodb/schema/key-schema.ts';
import type { SecondaryIndex, Table } from '#services/dynamodb/schema/table.ts';
import { attributeOf, type Item } from '#services/dynamodb/values/attribute-value.ts';
import { itemSize } from '#services/dynamodb/values/size.ts';

/** The attributes that an index has of an item; undefined for all of them. */
export function projectedNames({ key }: Pick<Table, 'key'>, index: SecondaryIndex): ReadonlySet<string> | undefined {
  const { projection } = index;
  if (projection.type === 'ALL') return undefined;
  const more = projection.type === 'INCLUDE' ? projection.attributes : [];
  return new Set([...keyNames(key), ...keyNames(index.key), ...more]);
}

/** What an index has of an item. */
export function projected(names: ReadonlySet<string> | undefined, item: Item): Item {
  if (!names) return item;
  const entries = [...names].flatMap((name) => {
    const value = attributeOf(item, name);
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Bytes of what an index has of an item. */
export const projectedSize = (names: ReadonlySet<string> | undefined, stored: StoredItem): number =>
  names ? itemSize(projected(names, stored.item)) : stored.size;
