import type { JsonObject } from '@safelight/asl/json';
import type { Units } from '#services/dynamodb/capacity/units.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';

/** How much an answer tells of the capacity that was consumed. */
export type ReturnConsumedCapacity = 'INDEXES' | 'TOTAL' | 'NONE' | undefined;

export const isAsked = (wanted: ReturnConsumedCapacity): wanted is 'INDEXES' | 'TOTAL' =>
  wanted === 'INDEXES' || wanted === 'TOTAL';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html */
export function consumedCapacity(
  table: Table,
  units: Units,
  wanted: ReturnConsumedCapacity,
  transaction?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): JsonObject {
  const total = [...units.indexes.values()].reduce((sum, one) => sum + one, units.table);
  const capacity = (CapacityUnits: number): JsonObject =>
    transaction ? { CapacityUnits, [transaction]: CapacityUnits } : { CapacityUnits };
  const ofKind = (wantedKind: string) => {
    const named = table.indexes.filter(({ kind, name }) => kind === wantedKind && units.indexes.has(name));
    return Object.fromEntries(named.map(({ name }) => [name, capacity(units.indexes.get(name) ?? 0)]));
  };
  const detail = wanted === 'INDEXES' ? { Table: capacity(units.table), ...indexMembers(ofKind) } : {};
  return { TableName: table.name, ...capacity(total), ...detail };
}

function indexMembers(ofKind: (kind: string) => JsonObject): JsonObject {
  const [local, global] = [ofKind('local'), ofKind('global')];
  return {
    ...(Object.keys(local).length > 0 && { LocalSecondaryIndexes: local }),
    ...(Object.keys(global).length > 0 && { GlobalSecondaryIndexes: global }),
  };
}

/** The sum of what several actions on a table consumed, each times `factor`. */
export function addUnits(all: readonly Units[], factor = 1): Units {
  const indexes = new Map<string, number>();
  for (const units of all)
    for (const [name, count] of units.indexes) indexes.set(name, (indexes.get(name) ?? 0) + count * factor);
  return { table: all.reduce((sum, { table }) => sum + table * factor, 0), indexes };
}
