import type { JsonObject } from '@safelight/asl/json';
import { isJsonObject } from '@safelight/asl/json';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import { readConditionCheck, readWrite } from '#services/dynamodb/expressions/request.ts';
import type { Update } from '#services/dynamodb/expressions/update/update.ts';
import { objects, tableName } from '#services/dynamodb/names.ts';
import {
  type Action,
  checkAction,
  deleteAction,
  measured,
  putAction,
  updateAction,
} from '#services/dynamodb/operations/items/decide.ts';
import type { StoredItem } from '#services/dynamodb/rows/stored-item.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';
import { parseItem } from '#services/dynamodb/values/parse.ts';
import { itemSize } from '#services/dynamodb/values/size.ts';
import { mapInSlices } from '#store/slices.ts';

/** An action of TransactWriteItems, read but not yet held against its table. */
export interface WriteAction {
  readonly kind: Kind;
  readonly table: string;
  readonly input: JsonObject;
  /** Its item, or its key. */
  readonly holder: Item;
  /** Of its item, or its key. */
  readonly bytes: number;
  readonly condition: Condition | undefined;
  readonly update?: Update | undefined;
  readonly wantsItem: boolean;
  /** Throws ValidationException for a key that the table's is not. */
  on(table: Table): Action;
}

const kinds = ['ConditionCheck', 'Put', 'Delete', 'Update'] as const;
type Kind = (typeof kinds)[number];

export const isWriteKind = (name: string): name is Kind => kinds.some((kind) => kind === name);

/** Throws ValidationException for what is wrong with a request whatever the tables hold. */
export const readActions = (engine: Engine, input: JsonObject): Promise<readonly WriteAction[]> =>
  mapInSlices(objects(input.TransactItems), readAction, engine);

function readAction(entry: JsonObject): WriteAction {
  const given = kinds.filter((kind) => isJsonObject(entry[kind]));
  const [kind] = given;
  const input = kind && entry[kind];
  if (!kind || !isJsonObject(input))
    throw validationError('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');
  if (given.length > 1) throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  const holder = parseItem(input.Item ?? input.Key ?? null);
  return {
    ...{ kind, input, holder, table: tableName(input.TableName) },
    wantsItem: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    ...readExpressions(kind, input, holder),
  };
}

function readExpressions(
  kind: Kind,
  input: JsonObject,
  holder: Item,
): Pick<WriteAction, 'bytes' | 'condition' | 'update' | 'on'> {
  if (kind === 'Put') {
    const stored = measured(holder);
    return { bytes: stored.size, condition: readWrite(input, 'PutItem').condition, on: putting(stored.written()) };
  }
  return { bytes: itemSize(holder), ...readKeyed(kind, input, holder) };
}

function readKeyed(
  kind: Exclude<Kind, 'Put'>,
  input: JsonObject,
  holder: Item,
): Pick<WriteAction, 'condition' | 'update' | 'on'> {
  switch (kind) {
    case 'ConditionCheck':
      return { condition: readConditionCheck(input).condition, on: (table) => checkAction(table, holder) };
    case 'Delete':
      return { condition: readWrite(input, 'DeleteItem').condition, on: (table) => deleteAction(table, holder) };
    case 'Update': {
      const { condition, update } = readWrite(input, 'UpdateItem');
      return { condition, update, on: updating(holder, update) };
    }
    default:
      return assertNever(kind);
  }
}

const putting = (stored: StoredItem) => (table: Table) => putAction(table, stored);
const updating = (key: Item, update: Update | undefined) => (table: Table) => updateAction(table, key, update);

function assertNever(kind: never): never {
  throw new Error(`No such action: ${String(kind)}`);
}

/** The tables of the actions, by name. Throws ResourceNotFoundException. */
export const tablesOf = (engine: Engine, actions: readonly { readonly table: string }[]): Map<string, Table> =>
  new Map(actions.map(({ table }) => [table, engine.tables.active(table)]));
