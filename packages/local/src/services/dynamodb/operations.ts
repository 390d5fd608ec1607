import type { JsonObject } from '@safelight/asl/json';
import { batchGet } from '#services/dynamodb/batches/batch-get.ts';
import { batchWrite } from '#services/dynamodb/batches/batch-write.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { unknownOperation } from '#services/dynamodb/errors.ts';
import { getItem } from '#services/dynamodb/items/get-item.ts';
import { writeOperations } from '#services/dynamodb/items/write-operations.ts';
import type { Operations } from '#services/dynamodb/operation.ts';
import { partiqlOperations } from '#services/dynamodb/partiql/operations.ts';
import { query } from '#services/dynamodb/reads/query.ts';
import { scan } from '#services/dynamodb/reads/scan.ts';
import { streamOperations } from '#services/dynamodb/streams/operations.ts';
import { tableOperations } from '#services/dynamodb/tables/table-operations.ts';
import { transactGet } from '#services/dynamodb/transact/transact-get.ts';
import { transactWrite } from '#services/dynamodb/transact/transact-write.ts';
import { ttlOperations } from '#services/dynamodb/ttl/operations.ts';

/** Every operation that the local DynamoDB has, by name. */
export function localOperations(engine: Engine): Operations {
  const own = ownOperations(engine);
  const call = async (name: string, input: JsonObject) => {
    const operation = Object.hasOwn(own, name) ? own[name] : undefined;
    if (!operation) throw unknownOperation(name);
    return operation(input);
  };
  return { ...own, ...partiqlOperations(call) };
}

const ownOperations = (engine: Engine): Operations => ({
  ...tableOperations(engine),
  ...ttlOperations(engine),
  ...streamOperations(engine),
  ...writeOperations(engine),
  GetItem: getItem(engine),
  Query: query(engine),
  Scan: scan(engine),
  BatchGetItem: batchGet(engine),
  BatchWriteItem: batchWrite(engine),
  TransactGetItems: transactGet(engine),
  TransactWriteItems: transactWrite(engine),
});
