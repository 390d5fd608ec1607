import type { Json, JsonObject } from '@safelight/asl/json';
import { collectionMetrics } from '#services/dynamodb/capacity/collection-metrics.ts';
import { addUnits, consumedCapacity, isAsked } from '#services/dynamodb/capacity/consumed.ts';
import { type Units, unitsOfWrite } from '#services/dynamodb/capacity/units.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { tableName } from '#services/dynamodb/names.ts';
import { KeySet } from '#services/dynamodb/operations/batches/key-set.ts';
import { batchWriteParameters } from '#services/dynamodb/operations/batches/parameters.ts';
import { refuseOtherKey } from '#services/dynamodb/operations/items/check-keys.ts';
import { type Action, deleteAction, measured, putAction } from '#services/dynamodb/operations/items/decide.ts';
import { write } from '#services/dynamodb/operations/items/write.ts';
import type { Operation } from '#services/dynamodb/operations/operation.ts';
import type { StoredItem } from '#services/dynamodb/rows/item-rows.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import type { Read } from '#services/dynamodb/shapes/collections.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';
import { parseItem } from '#services/dynamodb/values/parse.ts';

const MOST_WRITES = 25;

type Requests = Read<typeof batchWriteParameters>['RequestItems'];

interface Part {
  readonly named: string;
  readonly table: Table;
  readonly actions: readonly { readonly action: Action; readonly holder: Item }[];
}

/** Each write on its own: none is conditional, and all that could be refused is refused before the first. */
export const batchWrite =
  (engine: Engine): Operation =>
  (input) => {
    const options = readInput(batchWriteParameters, input);
    const parts = readParts(engine, options.RequestItems);
    const units = engine.database.transaction(() => parts.map((part) => writeAll(engine, part)));
    const wanted = options.ReturnConsumedCapacity;
    const metrics = options.ReturnItemCollectionMetrics === 'SIZE' ? metricsOf(engine, parts) : {};
    return {
      UnprocessedItems: {},
      ...(Object.keys(metrics).length > 0 && { ItemCollectionMetrics: metrics }),
      ...(isAsked(wanted) && {
        ConsumedCapacity: parts.map(({ table }, index) =>
          consumedCapacity(table, addUnits(units[index] ?? []), wanted),
        ),
      }),
    };
  };

const writeAll = (engine: Engine, { table, actions }: Part): Units[] =>
  actions.map(({ action }) => {
    const before = engine.items.get(table.id, action.key);
    const { after } = action.after(before);
    write(engine, { table, key: action.key, before, after });
    return unitsOfWrite(table, before, after);
  });

/** Throws ValidationException. */
function readParts(engine: Engine, items: Requests): Part[] {
  const parsed = [...items].map(([named, requests]) => ({ named, requests: requests.map(readRequest) }));
  if (parsed.reduce((sum, { requests }) => sum + requests.length, 0) > MOST_WRITES)
    throw validationError('Too many items requested for the BatchWriteItem call');
  return parsed.map(({ named, requests }) => {
    const table = engine.tables.active(tableName(named));
    const actions = requests.map(({ holder, actionOn }) => ({ holder, action: actionOn(table) }));
    const seen = new KeySet();
    if (actions.some(({ action }) => !seen.add(table, action.key)))
      throw validationError('Provided list of item keys contains duplicates');
    return { named, table, actions };
  });
}

type Request = Requests extends ReadonlyMap<string, readonly (infer R)[]> ? R : never;

function readRequest({ PutRequest: put, DeleteRequest: remove }: Request) {
  if ((put === undefined) === (remove === undefined))
    throw validationError(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  const holder = parseItem(holderOf(put?.Item ?? remove?.Key));
  if (remove) return { holder, actionOn: (table: Table) => deleteAction(table, holder) };
  const stored = measured(holder);
  return { holder, actionOn: putting(stored) };
}

const putting = (stored: StoredItem) => (table: Table) => {
  refuseOtherKey(table, stored.item);
  return putAction(table, stored);
};

const holderOf = (json: Json | undefined): Json => json ?? null;

function metricsOf(engine: Engine, parts: readonly Part[]): JsonObject {
  const told = parts.map(({ named, table, actions }) => {
    const metrics = actions.flatMap(({ holder }) => collectionMetrics(engine, table, holder) ?? []);
    return [named, metrics] as const;
  });
  return Object.fromEntries(told.filter(([, metrics]) => metrics.length > 0));
}
