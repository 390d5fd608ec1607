import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { DynaliteOperation } from '#services/dynamodb/dynalite.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { createGate } from '#services/dynamodb/gate.ts';
import { members, tableName } from '#services/dynamodb/names.ts';
import type { Operation, Operations } from '#services/dynamodb/operation.ts';
import { keyAttributes } from '#services/dynamodb/streams/capture.ts';
import { streamOperations } from '#services/dynamodb/streams/operations.ts';
import { tableOperations } from '#services/dynamodb/tables.ts';
import { transactionOperations } from '#services/dynamodb/transactions.ts';
import { ttlOperations } from '#services/dynamodb/ttl-operations.ts';

interface OperationsDeps {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly place: Place;
}

/** Every operation that the local DynamoDB has, by name. */
export function localOperations({ engine, clock, place }: OperationsDeps): Operations {
  const gate = createGate();
  const plain =
    (name: DynaliteOperation): Operation =>
    (input) =>
      engine.run(name, input);
  const onTable =
    (name: DynaliteOperation): Operation =>
    (input) =>
      engine.run(name, { ...input, TableName: tableName(input.TableName) });
  const onTables =
    (name: DynaliteOperation): Operation =>
    (input) =>
      engine.run(name, { ...input, RequestItems: byTableName(input) });
  const write =
    (name: DynaliteOperation): Operation =>
    (input) =>
      gate.shared(() => writeItem(engine, name, { ...input, TableName: tableName(input.TableName) }));
  const alone =
    (operation: Operation): Operation =>
    (input) =>
      gate.exclusive(() => operation(input));
  const transactions = transactionOperations(engine);
  return {
    ...tableOperations({ engine, clock, place }),
    ...ttlOperations(engine),
    ...streamOperations(engine, clock),
    TransactGetItems: alone(transactions.TransactGetItems),
    TransactWriteItems: alone(transactions.TransactWriteItems),
    ListTables: plain('ListTables'),
    TagResource: plain('TagResource'),
    UntagResource: plain('UntagResource'),
    ListTagsOfResource: plain('ListTagsOfResource'),
    GetItem: onTable('GetItem'),
    Query: onTable('Query'),
    Scan: onTable('Scan'),
    BatchGetItem: onTables('BatchGetItem'),
    BatchWriteItem: (input) => gate.shared(() => onTables('BatchWriteItem')(input)),
    PutItem: write('PutItem'),
    UpdateItem: write('UpdateItem'),
    DeleteItem: write('DeleteItem'),
  };
}

const byTableName = ({ RequestItems: items }: JsonObject): JsonObject =>
  Object.fromEntries(members(items).map(([name, requests]) => [tableName(name), requests]));

/** A write whose failed condition may be answered with the item: dynalite leaves that out. */
async function writeItem(engine: Engine, name: DynaliteOperation, input: JsonObject): Promise<JsonObject> {
  const { ReturnValuesOnConditionCheckFailure: onFailure, ...parameters } = input;
  try {
    return await engine.run(name, parameters);
  } catch (error) {
    if (onFailure !== 'ALL_OLD' || !(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException')
      throw error;
    // Read after the lock is gone: another write may have come between. The condition itself was checked under the lock.
    const { Item: item } = await engine.run('GetItem', {
      TableName: tableName(input.TableName),
      Key: await keyOf(engine, input),
      ConsistentRead: true,
    });
    throw new AwsError(error.code, error.message, error.status, item ? { Item: item } : {});
  }
}

const keyOf = async (engine: Engine, { TableName: table, Key: key, Item: item }: JsonObject) =>
  isJsonObject(key) ? key : keyAttributes(await engine.table(tableName(table)), isJsonObject(item) ? item : {});
