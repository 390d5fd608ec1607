import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { addUnits, consumedCapacity, isAsked } from '#services/dynamodb/capacity/consumed.ts';
import { readUnits, type Units } from '#services/dynamodb/capacity/units.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { type Projection, project } from '#services/dynamodb/expressions/projection.ts';
import { readGet } from '#services/dynamodb/expressions/request.ts';
import { tableName } from '#services/dynamodb/names.ts';
import { KeySet } from '#services/dynamodb/operations/batches/key-set.ts';
import { batchGetParameters } from '#services/dynamodb/operations/batches/parameters.ts';
import { keyOfKey } from '#services/dynamodb/operations/items/check-keys.ts';
import type { Operation } from '#services/dynamodb/operations/operation.ts';
import type { ItemKey } from '#services/dynamodb/rows/item-key.ts';
import { refuseNestedKeys } from '#services/dynamodb/schema/nested-keys.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';
import { parseItem } from '#services/dynamodb/values/parse.ts';
import { mapInSlices } from '#store/slices.ts';

const MOST_KEYS = 100;
const MOST_BYTES = 16 * 1024 * 1024;

interface Part {
  readonly named: string;
  readonly request: JsonObject;
  readonly table: Table;
  readonly projection: Projection | undefined;
  readonly consistent: boolean;
  readonly keys: readonly { readonly given: Item; readonly key: ItemKey }[];
}

export const batchGet =
  (engine: Engine): Operation =>
  async (input) => {
    const options = readInput(batchGetParameters, input);
    const parts = readParts(engine, input);
    const budget = { bytes: MOST_BYTES };
    const answers: (Awaited<ReturnType<typeof readPart>> & { readonly part: Part })[] = [];
    for (const part of parts) answers.push({ part, ...(await readPart(engine, part, budget)) });
    const wanted = options.ReturnConsumedCapacity;
    const left = answers.filter(({ unread }) => unread.length > 0);
    return {
      Responses: Object.fromEntries(answers.map(({ part, items }) => [part.named, items])),
      UnprocessedKeys: Object.fromEntries(
        left.map(({ part, unread }) => [part.named, { ...part.request, Keys: unread }]),
      ),
      ...(isAsked(wanted) && {
        ConsumedCapacity: answers.map(({ part, units }) => consumedCapacity(part.table, addUnits(units), wanted)),
      }),
    };
  };

/** Everything is checked before anything is read. Throws ValidationException. */
function readParts(engine: Engine, input: JsonObject): Part[] {
  const entries = Object.entries(isJsonObject(input.RequestItems) ? input.RequestItems : {});
  const parsed = entries.map(([named, request]) => {
    const part = isJsonObject(request) ? request : {};
    const given = (Array.isArray(part.Keys) ? part.Keys : []).map(parseItem);
    return { named, request: part, given, ...readGet(part) };
  });
  if (parsed.reduce((sum, { given }) => sum + given.length, 0) > MOST_KEYS)
    throw validationError('Too many items requested for the BatchGetItem call');
  return parsed.map(({ named, request, given, projection }) => {
    const table = engine.tables.active(tableName(named));
    const keys = given.map((key) => ({ given: key, key: keyOfKey(table.key, key) }));
    refuseNestedKeys(table, { projection });
    const seen = new KeySet();
    if (keys.some(({ key }) => !seen.add(table, key)))
      throw validationError('Provided list of item keys contains duplicates');
    return { named, request, table, projection, consistent: request.ConsistentRead === true, keys };
  });
}

/** Items until 16 MB are read over all tables, each as it is by then; the rest is left for another call. */
async function readPart(engine: Engine, part: Part, budget: { bytes: number }) {
  const items: Item[] = [];
  const unread: Item[] = [];
  const units: Units[] = [];
  const read = ({ given, key }: Part['keys'][number]) => {
    const stored = budget.bytes > 0 ? engine.items.get(part.table.id, key) : undefined;
    if (budget.bytes <= 0 || (stored && stored.size > budget.bytes)) {
      budget.bytes = 0;
      unread.push(given);
      return;
    }
    budget.bytes -= stored?.size ?? 0;
    units.push({ table: readUnits(stored?.size ?? 0, part.consistent ? 'strong' : 'eventual'), indexes: new Map() });
    if (stored) items.push(part.projection ? project(part.projection, stored.item) : stored.item);
  };
  await mapInSlices(part.keys, read, engine);
  return { items, unread, units };
}
