import { type KeySchema, keyNames } from '#services/dynamodb/schema/key-schema.ts';
import { attributeOf, type Item } from '#services/dynamodb/values/attribute-value.ts';

/** The attributes of an item that make its key. */
export function keyItem(schema: KeySchema, item: Item): Item {
  const entries = keyNames(schema).flatMap((name) => {
    const value = attributeOf(item, name);
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}
