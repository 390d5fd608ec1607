import type { Table } from '#services/dynamodb/schema/table.ts';
import { attributeOf, type Item } from '#services/dynamodb/values/attribute-value.ts';

/**
 * When Time to Live deletes an item, in seconds since the epoch: what its attribute says, if that is a number.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html
 */
export function expiryOf({ ttlAttribute }: Pick<Table, 'ttlAttribute'>, item: Item): number | undefined {
  const value = ttlAttribute === undefined ? undefined : attributeOf(item, ttlAttribute);
  return value && 'N' in value ? Number(value.N) : undefined;
}
