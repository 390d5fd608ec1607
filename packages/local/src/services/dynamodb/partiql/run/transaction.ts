import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { DUPLICATE, readStatement } from '#services/dynamodb/partiql/run/execute.ts';
import { keyOf } from '#services/dynamodb/partiql/run/keys.ts';
import { type Call, keysOf, objects } from '#services/dynamodb/partiql/run/ports.ts';
import { given, projected } from '#services/dynamodb/partiql/run/select.ts';
import { writeCall } from '#services/dynamodb/partiql/run/writes.ts';
import type { Select, Statement } from '#services/dynamodb/partiql/syntax/statement.ts';
import { parseItem } from '#services/dynamodb/values/parse.ts';

const MOST_STATEMENTS = 100;

/**
 * Runs ExecuteTransaction as TransactGetItems or TransactWriteItems. Throws AwsError.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html
 */
export async function executeTransaction(input: JsonObject, call: Call): Promise<JsonObject> {
  const requests = objects(input.TransactStatements);
  if (requests.length === 0) throw badLength('greater than or equal to 1');
  if (requests.length > MOST_STATEMENTS) throw badLength(`less than or equal to ${MOST_STATEMENTS}`);
  const statements = requests.map((request, index) => within(index, () => readStatement(request)));
  const selects = statements.filter((statement) => statement.kind === 'SELECT');
  if (selects.length === 0) return write(statements, requests, input, call);
  if (selects.length < statements.length)
    throw validationError(
      'ExecuteTransaction API does not support both read and write operations in the same request.',
    );
  return read(selects, input, call);
}

const badLength = (constraint: string) =>
  validationError(
    `1 validation error detected: Value at 'transactStatements' failed to satisfy constraint: Member must have length ${constraint}`,
  );

/** Says which statement it was that cannot be. */
function within<T>(index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ValidationException') throw inStatement(index, error.message);
    throw error;
  }
}

const inStatement = (index: number, reason: string) =>
  validationError(`Validation failed in TransactStatements[${index}]: ${reason}`);

async function read(selects: readonly Select[], input: JsonObject, call: Call): Promise<JsonObject> {
  const gets = selects.map(async (select, index) => {
    if (select.index !== undefined) throw inStatement(index, 'Reads on indices are not supported within transactions.');
    const found = keyOf(select.where, await keysOf(call, select.table));
    if (!found || found.rest.length > 0)
      throw inStatement(
        index,
        'Select statements within ExecuteTransaction must specify the primary key in the where clause.',
      );
    return { Get: { TableName: select.table, Key: found.key } };
  });
  const request = { TransactItems: await Promise.all(gets), ...given(input, ['ReturnConsumedCapacity']) };
  const { Responses: responses, ...rest } = await call('TransactGetItems', request);
  const items = objects(responses).map(({ Item: item }, index) => {
    const select = selects[index];
    return isJsonObject(item) && select ? { Item: projected(select, parseItem(item)) } : {};
  });
  return { Responses: items, ...rest };
}

async function write(
  statements: readonly Statement[],
  requests: readonly JsonObject[],
  input: JsonObject,
  call: Call,
): Promise<JsonObject> {
  const actions = statements.map(async (statement, index) => {
    const options = given(requests[index] ?? {}, ['ReturnValuesOnConditionCheckFailure']);
    const { operation, input: action } = await actionOf(statement, index, call);
    return { [operation.replace(/Item$/, '')]: { ...action, ...options } };
  });
  const request = {
    TransactItems: await Promise.all(actions),
    ...given(input, ['ClientRequestToken', 'ReturnConsumedCapacity']),
  };
  try {
    const { ConsumedCapacity: consumed } = await call('TransactWriteItems', request);
    return { Responses: [], ...(consumed !== undefined && { ConsumedCapacity: consumed }) };
  } catch (error) {
    throw error instanceof AwsError ? withDuplicates(error, statements) : error;
  }
}

async function actionOf(statement: Statement, index: number, call: Call) {
  if (statement.kind === 'SELECT') throw new Error('reading transactions are read');
  if ('returning' in statement) throw inStatement(index, 'RETURNING clause is not supported in ExecuteTransaction.');
  const keys = await keysOf(call, statement.table);
  return statement.kind === 'EXISTS' ? within(index, () => writeCall(statement, keys)) : writeCall(statement, keys);
}

/** An INSERT whose key was there says so. */
function withDuplicates(error: AwsError, statements: readonly Statement[]): AwsError {
  const reasons = Array.isArray(error.details.CancellationReasons) ? error.details.CancellationReasons : undefined;
  if (error.code !== 'TransactionCanceledException' || !reasons) return error;
  const told = reasons.filter(isJsonObject).map((reason, index) => {
    const failed = statements[index]?.kind === 'INSERT' && reason.Code === 'ConditionalCheckFailed';
    return failed ? { ...reason, Code: 'DuplicateItem', Message: DUPLICATE } : reason;
  });
  const codes = told.map(({ Code: code }) => String(code)).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new AwsError(error.code, message, error.status, { ...error.details, CancellationReasons: told });
}
