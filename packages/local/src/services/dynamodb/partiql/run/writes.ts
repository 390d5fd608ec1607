import type { JsonObject } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import type { KeyAttributes } from '#services/dynamodb/expressions/keys/key-range.ts';
import { joined, keyOf, refuseKeyType } from '#services/dynamodb/partiql/run/keys.ts';
import { Placeholders } from '#services/dynamodb/partiql/run/placeholders.ts';
import { printCondition, printUpdate } from '#services/dynamodb/partiql/run/print.ts';
import type { Delete, Exists, Insert, UpdateStatement } from '#services/dynamodb/partiql/syntax/statement.ts';
import { attributeOf, type Item } from '#services/dynamodb/values/attribute-value.ts';

/** WriteCall: the operation that a statement is, and the key of its item. */
export interface WriteCall {
  readonly operation: 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheck';
  readonly key: Item;
  readonly input: JsonObject;
}

/** Makes a writing statement an operation on one item. Throws ValidationException. */
export function writeCall(statement: Insert | UpdateStatement | Delete | Exists, keys: KeyAttributes): WriteCall {
  switch (statement.kind) {
    case 'INSERT':
      return insertCall(statement, keys);
    case 'UPDATE':
      return updateCall(statement, keys);
    case 'DELETE':
      return deleteCall(statement, keys);
    case 'EXISTS':
      return existsCall(statement, keys);
  }
}

function insertCall({ table, item }: Insert, keys: KeyAttributes): WriteCall {
  const key = [...keys.hash, ...keys.range].map((attribute) => {
    const value = attributeOf(item, attribute.name);
    if (value === undefined)
      throw validationError(`Key attribute should be present in the item: Key ${attribute.name}`);
    refuseKeyType(value, attribute);
    return [attribute.name, value] as const;
  });
  const into = new Placeholders();
  const condition = printCondition({ kind: 'exists', path: [firstKey(keys)], expected: false }, into);
  const input = { TableName: table, Item: item, ConditionExpression: condition, ...into.parameters() };
  return { operation: 'PutItem', key: Object.fromEntries(key), input };
}

const firstKey = ({ hash }: KeyAttributes): string => hash[0]?.name ?? '';

/** An UPDATE is of an item that is there. */
function updateCall({ table, update, where, returning }: UpdateStatement, keys: KeyAttributes): WriteCall {
  const { key, rest } = oneKey(where, keys);
  const into = new Placeholders();
  const exists = { kind: 'exists', path: [firstKey(keys)], expected: true } as const;
  const condition = joined([exists, ...rest]) ?? exists;
  const input = {
    TableName: table,
    Key: key,
    UpdateExpression: printUpdate(update, into),
    ConditionExpression: printCondition(condition, into),
    ...into.parameters(),
    ...(returning && { ReturnValues: returning }),
  };
  return { operation: 'UpdateItem', key, input };
}

/** A DELETE of an item that is not there is done. */
function deleteCall({ table, where, returning }: Delete, keys: KeyAttributes): WriteCall {
  const { key, rest } = oneKey(where, keys);
  const into = new Placeholders();
  const asked = joined(rest);
  const missing = { kind: 'exists', path: [firstKey(keys)], expected: false } as const;
  const condition: Condition | undefined = asked && { kind: 'or', left: missing, right: asked };
  const input = {
    TableName: table,
    Key: key,
    ...(condition && { ConditionExpression: printCondition(condition, into) }),
    ...into.parameters(),
    ...(returning && { ReturnValues: returning }),
  };
  return { operation: 'DeleteItem', key, input };
}

function existsCall({ table, where }: Exists, keys: KeyAttributes): WriteCall {
  const found = keyOf(where, keys);
  const condition = found && joined(found.rest);
  if (!condition) throw validationError('EXISTS() must contain a single item read with additional condition');
  const into = new Placeholders();
  const input = {
    TableName: table,
    Key: found.key,
    ConditionExpression: printCondition(condition, into),
    ...into.parameters(),
  };
  return { operation: 'ConditionCheck', key: found.key, input };
}

function oneKey(where: Parameters<typeof keyOf>[0], keys: KeyAttributes) {
  const found = keyOf(where, keys);
  if (found === undefined)
    throw validationError('Where clause does not contain a mandatory equality on all key attributes');
  return found;
}
