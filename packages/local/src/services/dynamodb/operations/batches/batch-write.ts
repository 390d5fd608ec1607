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
import type { StoredItem } from '#services/dynamodb/rows/stored-item.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import type { Read } from '#services/dynamodb/shapes/collections.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';
import { parseItem } from '#services/dynamodb/values/parse.ts';
import { mapInSlices } from '#store/slices.ts';

const MOST_WRITES = 25;

type Requests = Read<typeof batchWriteParameters>['RequestItems'];

interface Part {
  readonly named: string;
  readonly table: Table;
  readonly writes: readonly Write[];
}

interface Write extends Parsed {
  readonly action: Action;
}

/** A request that is not yet held against its table. */
interface Parsed {
  readonly holder: Item;
  /** Throws ValidationException. */
  actionOn(table: Table): Action;
}

/**
 * Each write on its own, and others' between them: none is conditional, and all that could be refused is refused before the first.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export const batchWrite =
  (engine: Engine): Operation =>
  async (input) => {
    const options = readInput(batchWriteParameters, input);
    const parts = await readParts(engine, options.RequestItems);
    const units: (readonly Units[])[] = [];
    for (const { named, writes } of parts)
      units.push(await mapInSlices(writes, (one) => writeOne(engine, named, one), engine));
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

function writeOne(engine: Engine, named: string, { action: prepared, actionOn }: Write): Units {
  // It may have been given an index meanwhile.
  const table = engine.tables.active(tableName(named));
  const action = table === prepared.table ? prepared : actionOn(table);
  const before = engine.items.get(table.id, action.key);
  const { after } = action.after(before);
  engine.database.transaction(() => write(engine, { table, key: action.key, before, after }));
  return unitsOfWrite(table, before, after);
}

/** Throws ValidationException. */
async function readParts(engine: Engine, items: Requests): Promise<readonly Part[]> {
  const parsed: { readonly named: string; readonly requests: readonly Parsed[] }[] = [];
  for (const [named, requests] of items)
    parsed.push({ named, requests: await mapInSlices(requests, readRequest, engine) });
  if (parsed.reduce((sum, { requests }) => sum + requests.length, 0) > MOST_WRITES)
    throw validationError('Too many items requested for the BatchWriteItem call');
  return parsed.map(({ named, requests }) => {
    const table = engine.tables.active(tableName(named));
    const writes = requests.map((one) => ({ ...one, action: one.actionOn(table) }));
    const seen = new KeySet();
    if (writes.some(({ action }) => !seen.add(table, action.key)))
      throw validationError('Provided list of item keys contains duplicates');
    return { named, table, writes };
  });
}

type Request = Requests extends ReadonlyMap<string, readonly (infer R)[]> ? R : never;

function readRequest({ PutRequest: put, DeleteRequest: remove }: Request): Parsed {
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
  const told = parts.map(({ named, table, writes }) => {
    const metrics = writes.flatMap(({ holder }) => collectionMetrics(engine, table, holder) ?? []);
    return [named, metrics] as const;
  });
  return Object.fromEntries(told.filter(([, metrics]) => metrics.length > 0));
}
