import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { type Call, keysOf } from '#services/dynamodb/partiql/run/ports.ts';
import { given, runSelect } from '#services/dynamodb/partiql/run/select.ts';
import { writeCall } from '#services/dynamodb/partiql/run/writes.ts';
import { parseStatement } from '#services/dynamodb/partiql/syntax/parse.ts';
import type { Statement } from '#services/dynamodb/partiql/syntax/statement.ts';
import { parseAttributeValue } from '#services/dynamodb/values/parse.ts';
import { listOf, text } from '#services/dynamodb/values/wire.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html */
const LONGEST_STATEMENT = 8_192;

/** Reads Statement and Parameters. Throws ValidationException. */
export function readStatement({ Statement: statement, Parameters: parameters }: JsonObject): Statement {
  const written = isGiven(statement) ? text(statement) : undefined;
  const length = written?.length ?? 0;
  if (written === undefined || length < 1 || length > LONGEST_STATEMENT) throw badLength(written);
  const values = isGiven(parameters) ? listOf(parameters).map(parseAttributeValue) : [];
  return parseStatement(written, values);
}

function badLength(statement: string | undefined): AwsError {
  const value = statement === undefined ? 'null' : `'${statement}'`;
  const constraint =
    statement === undefined
      ? 'Member must not be null'
      : statement === ''
        ? 'Member must have length greater than or equal to 1'
        : `Member must have length less than or equal to ${LONGEST_STATEMENT}`;
  return validationError(
    `1 validation error detected: Value ${value} at 'statement' failed to satisfy constraint: ${constraint}`,
  );
}

const isGiven = (json: Json | undefined): json is Exclude<Json, null> => json !== undefined && json !== null;

/** Runs ExecuteStatement. Throws AwsError. */
export async function executeStatement(input: JsonObject, call: Call): Promise<JsonObject> {
  const statement = readStatement(input);
  if (statement.kind === 'SELECT') return runSelect(statement, input, call);
  if (statement.kind === 'EXISTS')
    throw validationError('EXISTS can only be used in ExecuteTransaction write requests.');
  const { operation, input: request } = writeCall(statement, await keysOf(call, statement.table));
  const options = given(input, [
    'ReturnConsumedCapacity',
    'ReturnItemCollectionMetrics',
    'ReturnValuesOnConditionCheckFailure',
  ]);
  try {
    const { Attributes: attributes, ConsumedCapacity: consumed } = await call(operation, { ...request, ...options });
    return {
      Items: isJsonObject(attributes) ? [attributes] : [],
      ...(consumed !== undefined && { ConsumedCapacity: consumed }),
    };
  } catch (error) {
    throw statement.kind === 'INSERT' ? asDuplicate(error) : error;
  }
}

/** Message of the one condition that an INSERT has: that its key is new. */
export const DUPLICATE = 'Duplicate primary key exists in table';

const asDuplicate = (error: unknown): unknown =>
  error instanceof AwsError && error.code === 'ConditionalCheckFailedException'
    ? new AwsError('DuplicateItemException', DUPLICATE, error.status, error.details)
    : error;
