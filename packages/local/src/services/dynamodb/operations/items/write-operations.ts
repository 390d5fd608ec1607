import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { collectionMetrics } from '#services/dynamodb/capacity/collection-metrics.ts';
import { consumedCapacity, isAsked, type ReturnConsumedCapacity } from '#services/dynamodb/capacity/consumed.ts';
import { RefusedWrite } from '#services/dynamodb/capacity/refused-write.ts';
import { unitsOfWrite } from '#services/dynamodb/capacity/units.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import { holds } from '#services/dynamodb/expressions/holds.ts';
import { pick } from '#services/dynamodb/expressions/projection.ts';
import { readWrite } from '#services/dynamodb/expressions/request.ts';
import { tableName } from '#services/dynamodb/names.ts';
import {
  type Action,
  deleteAction,
  measured,
  putAction,
  updateAction,
} from '#services/dynamodb/operations/items/decide.ts';
import { deleteParameters, putParameters, updateParameters } from '#services/dynamodb/operations/items/parameters.ts';
import { write } from '#services/dynamodb/operations/items/write.ts';
import type { Operations } from '#services/dynamodb/operations/operation.ts';
import type { StoredItem } from '#services/dynamodb/rows/stored-item.ts';
import { refuseNestedKeys } from '#services/dynamodb/schema/nested-keys.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';
import { parseItem } from '#services/dynamodb/values/parse.ts';

interface Options {
  readonly ReturnValues?: 'NONE' | 'ALL_OLD' | 'UPDATED_OLD' | 'ALL_NEW' | 'UPDATED_NEW';
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity;
  readonly ReturnItemCollectionMetrics?: 'SIZE' | 'NONE';
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE';
}

/** PutItem, UpdateItem and DeleteItem. */
export const writeOperations = (engine: Engine): Operations => ({
  PutItem(input) {
    const options = readInput(putParameters, input);
    refuseReturnValues(options);
    const stored = measured(parseItem(options.Item));
    const { condition } = readWrite(input, 'PutItem');
    const table = engine.tables.active(tableName(options.TableName));
    refuseNestedKeys(table, { condition });
    return run(engine, putAction(table, stored), condition, options);
  },
  DeleteItem(input) {
    const options = readInput(deleteParameters, input);
    refuseReturnValues(options);
    const { condition } = readWrite(input, 'DeleteItem');
    const key = parseItem(options.Key);
    const table = engine.tables.active(tableName(options.TableName));
    refuseNestedKeys(table, { condition });
    return run(engine, deleteAction(table, key), condition, options);
  },
  UpdateItem(input) {
    const options = readInput(updateParameters, input);
    const { condition, update } = readWrite(input, 'UpdateItem');
    const key = parseItem(options.Key);
    const table = engine.tables.active(tableName(options.TableName));
    const action = updateAction(table, key, update);
    refuseNestedKeys(table, { condition, update });
    return run(engine, action, condition, options);
  },
});

function refuseReturnValues({ ReturnValues: wanted = 'NONE' }: Options): void {
  if (wanted !== 'NONE' && wanted !== 'ALL_OLD') throw validationError('ReturnValues can only be ALL_OLD or NONE');
}

function run(engine: Engine, action: Action, condition: Condition | undefined, options: Options): JsonObject {
  const { table, key } = action;
  const before = engine.items.get(table.id, key);
  if (!holds(condition, before?.item)) throw conditionFailed(action, before, options);
  const { after, touched } = action.after(before);
  engine.database.transaction(() => write(engine, { table, key, before, after }));
  const attributes = { before: before?.item, after: after?.item, touched };
  const holder = after?.item ?? before?.item;
  const metrics = options.ReturnItemCollectionMetrics === 'SIZE' && holder && collectionMetrics(engine, table, holder);
  const capacity = options.ReturnConsumedCapacity;
  return {
    ...returned(options, attributes),
    ...(isAsked(capacity) && {
      ConsumedCapacity: consumedCapacity(table, unitsOfWrite(table, before, after), capacity),
    }),
    ...(metrics && { ItemCollectionMetrics: metrics }),
  };
}

function returned(
  { ReturnValues: wanted = 'NONE' }: Options,
  { before, after, touched }: { before?: Images; after?: Images; touched: Parameters<typeof pick>[1] },
): JsonObject {
  const attributes = {
    NONE: () => undefined,
    ALL_OLD: () => before,
    ALL_NEW: () => after,
    UPDATED_OLD: () => pick(before, touched),
    UPDATED_NEW: () => pick(after, touched),
  }[wanted]();
  return attributes ? { Attributes: attributes } : {};
}

type Images = StoredItem['item'] | undefined;

/** By the larger of the items, the one that is there and the one that would be. */
function conditionFailed({ table, after }: Action, before: StoredItem | undefined, options: Options): RefusedWrite {
  const isAskedFor = options.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before;
  return new RefusedWrite(unitsOfWrite(table, before, wouldBe(after, before)), isAskedFor ? { Item: before.item } : {});
}

/** What is there, where an update cannot be made of it. */
function wouldBe(after: Action['after'], before: StoredItem | undefined): StoredItem | undefined {
  try {
    return after(before).after;
  } catch (error) {
    if (error instanceof AwsError) return before;
    throw error;
  }
}
