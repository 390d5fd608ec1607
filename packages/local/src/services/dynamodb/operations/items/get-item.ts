import { consumedCapacity, isAsked } from '#services/dynamodb/capacity/consumed.ts';
import { readUnits } from '#services/dynamodb/capacity/units.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { project } from '#services/dynamodb/expressions/projection.ts';
import { readGet } from '#services/dynamodb/expressions/request.ts';
import { tableName } from '#services/dynamodb/names.ts';
import { keyOfKey } from '#services/dynamodb/operations/items/check-keys.ts';
import { getParameters } from '#services/dynamodb/operations/items/parameters.ts';
import type { Operation } from '#services/dynamodb/operations/operation.ts';
import { refuseNestedKeys } from '#services/dynamodb/schema/nested-keys.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';
import { parseItem } from '#services/dynamodb/values/parse.ts';

export const getItem =
  (engine: Engine): Operation =>
  (input) => {
    const options = readInput(getParameters, input);
    const { projection } = readGet(input);
    const given = parseItem(options.Key);
    const table = engine.tables.active(tableName(options.TableName));
    refuseNestedKeys(table, { projection });
    const stored = engine.items.get(table.id, keyOfKey(table.key, given));
    const wanted = options.ReturnConsumedCapacity;
    const units = readUnits(stored?.size ?? 0, options.ConsistentRead ? 'strong' : 'eventual');
    return {
      ...(stored && { Item: projection ? project(projection, stored.item) : stored.item }),
      ...(isAsked(wanted) && {
        ConsumedCapacity: consumedCapacity(table, { table: units, indexes: new Map() }, wanted),
      }),
    };
  };
