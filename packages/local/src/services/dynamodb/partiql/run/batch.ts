import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { executeStatement, readStatement } from '#services/dynamodb/partiql/run/execute.ts';
import { keyOf } from '#services/dynamodb/partiql/run/keys.ts';
import { type Call, keysOf, objects } from '#services/dynamodb/partiql/run/ports.ts';
import { given, projected } from '#services/dynamodb/partiql/run/select.ts';
import { writeCall } from '#services/dynamodb/partiql/run/writes.ts';
import type { Statement } from '#services/dynamodb/partiql/syntax/statement.ts';
import { type Item, isScalar } from '#services/dynamodb/values/attribute-value.ts';
import { keyBytes } from '#services/dynamodb/values/key-bytes.ts';
import { parseItem } from '#services/dynamodb/values/parse.ts';

const MOST_STATEMENTS = 25;

/**
 * Runs BatchExecuteStatement: all reading one item each, or all writing; each fails by itself. Throws AwsError.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html
 */
export async function batchExecuteStatement(input: JsonObject, call: Call): Promise<JsonObject> {
  const requests = objects(input.Statements);
  if (requests.length === 0) throw badLength('greater than or equal to 1');
  if (requests.length > MOST_STATEMENTS) throw badLength(`less than or equal to ${MOST_STATEMENTS}`);
  const prepared = await Promise.all(requests.map((request) => prepare(request, call)));
  refuseMixture(prepared);
  const consumption =
    input.ReturnConsumedCapacity === undefined ? {} : { ReturnConsumedCapacity: input.ReturnConsumedCapacity };
  const consumed: JsonObject[] = [];
  const responses: JsonObject[] = [];
  for (const [index, one] of prepared.entries()) {
    const answer = await run(one, { ...requests[index], ...consumption }, call);
    responses.push(answer.response);
    consumed.push(...answer.consumed);
  }
  return { Responses: responses, ...(consumed.length > 0 && { ConsumedCapacity: consumed }) };
}

const badLength = (constraint: string) =>
  validationError(
    `1 validation error detected: Value at 'statements' failed to satisfy constraint: Member must have length ${constraint}`,
  );

/** A statement of a batch with the key of its item, or why it cannot be run. */
type Prepared =
  | { readonly statement: Statement; readonly key: Item }
  | { readonly statement?: Statement; readonly error: AwsError };

async function prepare(request: JsonObject, call: Call): Promise<Prepared> {
  let statement: Statement | undefined;
  try {
    statement = readStatement(request);
    return { statement, key: await itemKey(statement, call) };
  } catch (error) {
    if (!(error instanceof AwsError) || error.status >= 500) throw error;
    return { ...(statement && { statement }), error };
  }
}

async function itemKey(statement: Statement, call: Call): Promise<Item> {
  if (statement.kind === 'EXISTS')
    throw validationError('Invalid operation. Only select, insert, update and delete operations are valid');
  const keys = await keysOf(call, statement.table, statement.kind === 'SELECT' ? statement.index : undefined);
  if (statement.kind !== 'SELECT') return writeCall(statement, keys).key;
  const found = statement.index === undefined ? keyOf(statement.where, keys) : undefined;
  if (!found || found.rest.length > 0) throw validationError('Only single item select is supported');
  return found.key;
}

const named = (table: string, key: Item) =>
  `${table}/${Buffer.from(keyBytes(Object.values(key).filter(isScalar))).toString('hex')}`;

function refuseMixture(prepared: readonly Prepared[]): void {
  const kinds = prepared.flatMap(({ statement }) => (statement ? [statement.kind === 'SELECT'] : []));
  if (new Set(kinds).size > 1)
    throw validationError('Read and write requests together in the same batch is not supported.');
  const keys = prepared.flatMap((one) => ('key' in one ? [named(one.statement.table, one.key)] : []));
  if (new Set(keys).size < keys.length) throw validationError('Provided list of item keys contains duplicates');
}

async function run(prepared: Prepared, request: JsonObject, call: Call) {
  const table = prepared.statement && { TableName: prepared.statement.table };
  if ('error' in prepared) return { response: failure(prepared.error), consumed: [] };
  try {
    const { item, consumed } = await oneItem(prepared.statement, prepared.key, request, call);
    return { response: { ...table, ...(item && { Item: item }) }, consumed: isJsonObject(consumed) ? [consumed] : [] };
  } catch (error) {
    if (!(error instanceof AwsError) || error.status >= 500) throw error;
    return { response: { ...failure(error), ...table }, consumed: [] };
  }
}

async function oneItem(statement: Statement, key: Item, request: JsonObject, call: Call) {
  if (statement.kind !== 'SELECT') {
    const { Items: items, ConsumedCapacity: consumed } = await executeStatement(request, call);
    return { item: objects(items)[0], consumed };
  }
  const options = given(request, ['ConsistentRead', 'ReturnConsumedCapacity']);
  const { Item: item, ConsumedCapacity: consumed } = await call('GetItem', {
    TableName: statement.table,
    Key: key,
    ...options,
  });
  return { item: isJsonObject(item) ? projected(statement, parseItem(item)) : undefined, consumed };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchStatementError.html */
function failure({ code, message, details }: AwsError): JsonObject {
  const name = code === 'ValidationException' ? 'ValidationError' : code.replace(/Exception$/, '');
  const item = isJsonObject(details.Item) ? { Item: details.Item } : {};
  return { Error: { Code: name, Message: message, ...item } };
}
