import type { JsonObject } from '@safelight/asl/json';
import { collectionMetrics } from '#services/dynamodb/capacity/collection-metrics.ts';
import {
  addUnits,
  consumedCapacity,
  isAsked,
  type ReturnConsumedCapacity,
} from '#services/dynamodb/capacity/consumed.ts';
import { readUnits, type Units } from '#services/dynamodb/capacity/units.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';

/** An action that was done. */
export interface Done {
  readonly kind: string;
  readonly holder: Item;
  readonly table: Table;
  readonly units: Units;
  /** Bytes of the item. */
  readonly size: number;
}

interface Options {
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity;
  readonly ReturnItemCollectionMetrics?: 'SIZE' | 'NONE';
}

/** A transaction takes everything twice: once to prepare it, and once to do it. */
const TWICE = 2;

export function writeAnswer(
  engine: Engine,
  done: readonly Done[],
  { ReturnConsumedCapacity: wanted, ReturnItemCollectionMetrics: metrics }: Options,
  how: 'written' | 'read',
): JsonObject {
  const collections = metrics === 'SIZE' && how === 'written' ? metricsOf(engine, done) : {};
  return {
    ...(isAsked(wanted) && { ConsumedCapacity: capacityOf(done, wanted, how) }),
    ...(Object.keys(collections).length > 0 && { ItemCollectionMetrics: collections }),
  };
}

function capacityOf(done: readonly Done[], wanted: 'INDEXES' | 'TOTAL', how: 'written' | 'read'): JsonObject[] {
  return byTable(done).map(([table, all]) => {
    if (how === 'written') {
      const units = addUnits(
        all.map(({ units: one }) => one),
        TWICE,
      );
      return consumedCapacity(table, units, wanted, 'WriteCapacityUnits');
    }
    const units = all.reduce((sum, { size }) => sum + readUnits(size, 'transactional'), 0);
    return consumedCapacity(table, { table: units, indexes: new Map() }, wanted, 'ReadCapacityUnits');
  });
}

function metricsOf(engine: Engine, done: readonly Done[]): JsonObject {
  const writes = byTable(done.filter(({ kind }) => kind !== 'ConditionCheck'));
  const told = writes.map(
    ([table, all]) =>
      [table.name, all.flatMap(({ holder }) => collectionMetrics(engine, table, holder) ?? [])] as const,
  );
  return Object.fromEntries(told.filter(([, metrics]) => metrics.length > 0));
}

/** In the order in which the tables come first. */
export function byTable<T extends { readonly table: Table }>(all: readonly T[]): (readonly [Table, readonly T[]])[] {
  const tables = [...new Set(all.map(({ table }) => table))];
  return tables.map((table) => [table, all.filter((one) => one.table === table)] as const);
}
