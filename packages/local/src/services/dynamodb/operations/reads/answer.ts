import type { JsonObject } from '@safelight/asl/json';
import { consumedCapacity, isAsked, type ReturnConsumedCapacity } from '#services/dynamodb/capacity/consumed.ts';
import { readUnits, type Units } from '#services/dynamodb/capacity/units.ts';
import { project } from '#services/dynamodb/expressions/projection.ts';
import type { Page } from '#services/dynamodb/operations/reads/read-page.ts';
import type { Selection } from '#services/dynamodb/operations/reads/selection.ts';
import type { Target } from '#services/dynamodb/operations/reads/target.ts';
import { attributeOf } from '#services/dynamodb/values/attribute-value.ts';

interface Options {
  readonly ConsistentRead?: boolean;
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity;
}

/** A page as Query and Scan answer it. */
export function pageAnswer(target: Target, page: Page, selection: Selection, options: Options): JsonObject {
  const { projection, countOnly } = selection;
  const wanted = options.ReturnConsumedCapacity;
  const items = projection ? page.items.map((item) => project(projection, item)) : page.items;
  return {
    ...(!countOnly && { Items: items }),
    Count: page.count,
    ScannedCount: page.scanned,
    ...(page.last && { LastEvaluatedKey: positionOf(target, page.last) }),
    ...(isAsked(wanted) && {
      ConsumedCapacity: consumedCapacity(target.table, unitsOf(target, page, options), wanted),
    }),
  };
}

const positionOf = ({ positionNames }: Target, item: Parameters<typeof attributeOf>[0]): JsonObject =>
  Object.fromEntries(positionNames.map((name) => [name, attributeOf(item, name) ?? null]));

function unitsOf({ index }: Target, { bytes, fetched }: Page, { ConsistentRead: consistent }: Options): Units {
  const reading = consistent ? 'strong' : 'eventual';
  const units = readUnits(bytes, reading);
  if (!index) return { table: units, indexes: new Map() };
  const table = fetched.reduce((sum, size) => sum + readUnits(size, reading), 0);
  return { table, indexes: new Map([[index.name, units]]) };
}
