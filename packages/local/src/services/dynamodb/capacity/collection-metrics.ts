import type { JsonObject } from '@safelight/asl/json';
import type { Engine } from '#services/dynamodb/engine.ts';
import { partitionOf } from '#services/dynamodb/rows/item-key.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import { attributeOf, type Item, isScalar } from '#services/dynamodb/values/attribute-value.ts';

const GIGABYTE = 1024 ** 3;

/**
 * Between how many gigabytes all items of a partition key have. Only tables with a local index tell it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ItemCollectionMetrics.html
 */
export function collectionMetrics(engine: Engine, table: Table, item: Item): JsonObject | undefined {
  const [hash] = table.key.hash;
  const value = hash && attributeOf(item, hash.name);
  if (!table.indexes.some(({ kind }) => kind === 'local') || !hash || !value || !isScalar(value)) return undefined;
  // All items of a table are counted as they are written, those of a key when they are asked for.
  const isSmall = engine.totals.get(table.id).bytes < GIGABYTE;
  const least = isSmall ? 0 : Math.floor(engine.items.collectionSize(table.id, partitionOf([value])) / GIGABYTE);
  return { ItemCollectionKey: { [hash.name]: value }, SizeEstimateRangeGB: [least, least + 1] };
}
