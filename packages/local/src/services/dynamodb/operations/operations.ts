import type { JsonObject } from '@safelight/asl/json';
import type { Engine } from '#services/dynamodb/engine.ts';
import { unknownOperation } from '#services/dynamodb/errors.ts';
import { batchGet } from '#services/dynamodb/operations/batches/batch-get.ts';
import { batchWrite } from '#services/dynamodb/operations/batches/batch-write.ts';
import { getItem } from '#services/dynamodb/operations/items/get-item.ts';
import { writeOperations } from '#services/dynamodb/operations/items/write-operations.ts';
import type { Operations } from '#services/dynamodb/operations/operation.ts';
import { query } from '#services/dynamodb/operations/reads/query.ts';
import { scan } from '#services/dynamodb/operations/reads/scan.ts';
import { tableOperations } from '#services/dynamodb/operations/tables/table-operations.ts';
import { transactGet } from '#services/dynamodb/operations/transact/transact-get.ts';
import { transactWrite } from '#services/dynamodb/operations/transact/transact-write.ts';
import { ttlOperations } from '#services/dynamodb/operations/ttl/operations.ts';
import { partiqlOperations } from '#services/dynamodb/partiql/operations.ts';
import { streamOperations } from '#services/dynamodb/streams/operations.ts';

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
