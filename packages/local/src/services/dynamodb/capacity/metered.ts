import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { AddUse } from '#local/usage/meter.ts';
import { RefusedWrite } from '#services/dynamodb/capacity/refused-write.ts';

type Call = (operation: string, input: JsonObject) => Promise<JsonObject>;

const READS = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems'];
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'];
const STATEMENTS = ['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction'];
/** Operations that consume capacity: each of them can be asked how much. */
const CONSUMING = new Set([...READS, ...WRITES, ...STATEMENTS]);

/** Of an INSERT, of a transaction, or of another DynamoDB than the embedded one: sizes are not told. */
const REFUSED = /^(?:ConditionalCheckFailed|DuplicateItem|TransactionCanceled)Exception$/;

/**
 * Adds the capacity that calls consume to what was used, by asking for it where the caller does not. A transaction that is canceled
 * counts as the least there is.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export const metered =
  (call: Call, addUse: AddUse): Call =>
  async (operation, input) => {
    if (!CONSUMING.has(operation)) return call(operation, input);
    const asked = input.ReturnConsumedCapacity;
    const isAsked = asked !== undefined && asked !== 'NONE';
    const kind = isRead(operation, input) ? 'dynamodb.read-unit' : 'dynamodb.write-unit';
    try {
      const answer = await call(operation, isAsked ? input : { ...input, ReturnConsumedCapacity: 'TOTAL' });
      addUse(kind, unitsIn(answer.ConsumedCapacity));
      if (isAsked) return answer;
      const { ConsumedCapacity: _, ...rest } = answer;
      return rest;
    } catch (error) {
      if (error instanceof RefusedWrite) addUse(kind, error.units);
      else if (error instanceof AwsError && REFUSED.test(error.code)) addUse(kind, 1);
      throw error;
    }
  };

function isRead(operation: string, { Statement, Statements, TransactStatements }: JsonObject): boolean {
  if (!STATEMENTS.includes(operation)) return READS.includes(operation);
  const [first] = [Statement, Statements, TransactStatements].flat().filter((each) => each !== undefined);
  const text = isJsonObject(first) ? first.Statement : first;
  return /^\s*select\b/i.test(String(text));
}

function unitsIn(capacity: unknown): number {
  if (Array.isArray(capacity)) return capacity.reduce((sum: number, each) => sum + unitsIn(each), 0);
  if (typeof capacity !== 'object' || capacity === null || !('CapacityUnits' in capacity)) return 0;
  return Number(capacity.CapacityUnits);
}
