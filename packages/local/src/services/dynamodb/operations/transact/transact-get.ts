import { consumedCapacity, isAsked } from '#services/dynamodb/capacity/consumed.ts';
import { readUnits } from '#services/dynamodb/capacity/units.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { project } from '#services/dynamodb/expressions/projection.ts';
import { readGet } from '#services/dynamodb/expressions/request.ts';
import { objects, tableName } from '#services/dynamodb/names.ts';
import { KeySet } from '#services/dynamodb/operations/batches/key-set.ts';
import { keyOfKey } from '#services/dynamodb/operations/items/check-keys.ts';
import { refuseEmptyKeys } from '#services/dynamodb/operations/items/empty-keys.ts';
import type { Operation } from '#services/dynamodb/operations/operation.ts';
import { byTable } from '#services/dynamodb/operations/transact/answers.ts';
import { transactGetParameters } from '#services/dynamodb/operations/transact/parameters.ts';
import { refuseBytes } from '#services/dynamodb/operations/transact/payload.ts';
import { allOrCanceled, validated } from '#services/dynamodb/operations/transact/reasons.ts';
import { refuseNestedKeys } from '#services/dynamodb/schema/nested-keys.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';
import { parseItem } from '#services/dynamodb/values/parse.ts';

/** Items as they are at one moment. */
export const transactGet =
  (engine: Engine): Operation =>
  (input) => {
    const options = readInput(transactGetParameters, input);
    const gets = objects(input.TransactItems).flatMap(({ Get }) => objects([Get ?? null]));
    const parsed = gets.map((get) => {
      const { projection } = readGet(get);
      return { projection, given: parseItem(get.Key ?? null), name: tableName(get.TableName) };
    });
    const found = parsed.map((get) => ({ ...get, table: engine.tables.active(get.name) }));
    for (const { table, projection } of found) refuseNestedKeys(table, { projection });
    for (const { table, given } of found) refuseEmptyKeys(table, given, false);
    const keyed = allOrCanceled(found, (get) => validated(() => ({ ...get, key: keyOfKey(get.table.key, get.given) })));
    const seen = new KeySet();
    if (keyed.some(({ table, key }) => !seen.add(table, key)))
      throw validationError('Transaction request cannot include multiple operations on one item');
    const read = keyed.map((get) => ({ ...get, stored: engine.items.get(get.table.id, get.key) }));
    refuseBytes(read.reduce((sum, { stored }) => sum + (stored?.size ?? 0), 0));
    const wanted = options.ReturnConsumedCapacity;
    const capacity = byTable(read).map(([table, all]) => {
      const units = all.reduce((sum, { stored }) => sum + readUnits(stored?.size ?? 0, 'transactional'), 0);
      return consumedCapacity(table, { table: units, indexes: new Map() }, wanted, 'ReadCapacityUnits');
    });
    return {
      Responses: read.map(({ stored, projection }) =>
        stored ? { Item: projection ? project(projection, stored.item) : stored.item } : {},
      ),
      ...(isAsked(wanted) && { ConsumedCapacity: capacity }),
    };
  };
