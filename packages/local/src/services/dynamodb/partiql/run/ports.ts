import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import type { KeyAttribute, KeyAttributes } from '#services/dynamodb/expressions/keys/key-range.ts';

/** Runs an operation of DynamoDB by its name. Throws AwsError. */
export type Call = (operation: string, input: JsonObject) => JsonObject | Promise<JsonObject>;

/** Keys of a table, or of one of its indexes. Throws ResourceNotFoundException and ValidationException. */
export async function keysOf(call: Call, table: string, index?: string): Promise<KeyAttributes> {
  const description = await describe(call, table);
  const found =
    index === undefined ? description : indexesOf(description).find(({ IndexName: name }) => name === index);
  if (found === undefined) throw validationError(`The table does not have the specified index: ${index}`);
  const types = new Map(objects(description.AttributeDefinitions).map((one) => [one.AttributeName, one.AttributeType]));
  const part = (kind: string): readonly KeyAttribute[] =>
    objects(found.KeySchema)
      .filter(({ KeyType: type }) => type === kind)
      .map(({ AttributeName: name }) => ({ name: String(name), type: keyType(types.get(name)) }));
  return { hash: part('HASH'), range: part('RANGE') };
}

async function describe(call: Call, table: string): Promise<JsonObject> {
  try {
    const { Table: description } = await call('DescribeTable', { TableName: table });
    return isJsonObject(description) ? description : {};
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
    throw new AwsError(error.code, 'Requested resource not found');
  }
}

const indexesOf = (description: JsonObject) => [
  ...objects(description.GlobalSecondaryIndexes),
  ...objects(description.LocalSecondaryIndexes),
];

export const objects = (json: Json | undefined): readonly JsonObject[] =>
  Array.isArray(json) ? json.filter(isJsonObject) : [];

const keyType = (type: Json | undefined): KeyAttribute['type'] => (type === 'N' || type === 'B' ? type : 'S');
