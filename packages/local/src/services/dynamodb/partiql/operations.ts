import type { Operations } from '#services/dynamodb/operations/operation.ts';
import { batchExecuteStatement } from '#services/dynamodb/partiql/run/batch.ts';
import { executeStatement } from '#services/dynamodb/partiql/run/execute.ts';
import type { Call } from '#services/dynamodb/partiql/run/ports.ts';
import { executeTransaction } from '#services/dynamodb/partiql/run/transaction.ts';

/**
 * Operations of PartiQL, which run on the other operations.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html
 */
export const partiqlOperations = (call: Call): Operations => ({
  ExecuteStatement: (input) => executeStatement(input, call),
  BatchExecuteStatement: (input) => batchExecuteStatement(input, call),
  ExecuteTransaction: (input) => executeTransaction(input, call),
});
