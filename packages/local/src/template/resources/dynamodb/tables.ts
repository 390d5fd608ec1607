import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';

/** DynamoDB's operations in process. */
export interface Tables {
  call(operation: string, input: JsonObject): Promise<JsonObject>;
}

/** The description of a table; undefined where there is none. */
export async function describe(tables: Tables, name: string): Promise<JsonObject | undefined> {
  try {
    const { Table: table } = await tables.call('DescribeTable', { TableName: name });
    return isJsonObject(table) ? table : undefined;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** The description of a table once it is ready, and all its indexes, as CloudFormation waits for them. */
export async function active(tables: Tables, name: string): Promise<JsonObject> {
  for (;;) {
    const table = await describe(tables, name);
    if (table?.TableStatus === 'ACTIVE' && indexesOf(table).every(({ IndexStatus }) => IndexStatus === 'ACTIVE'))
      return table;
    await new Promise(setImmediate);
  }
}

/** DynamoDB Local, behind `--dynamodb`, has no notion of encryption, classes and tags, nor of a table's id. */
export const tellsAll = ({ TableId: id }: JsonObject): boolean => id !== undefined;

/** The global indexes of a table as the template or a description has them. */
export const indexesOf = ({ GlobalSecondaryIndexes: indexes }: JsonObject): JsonObject[] =>
  Array.isArray(indexes) ? indexes.filter(isJsonObject) : [];

/** Changes a table, and waits until it is done. */
export async function updateTable(tables: Tables, name: string, change: JsonObject): Promise<JsonObject> {
  await tables.call('UpdateTable', { TableName: name, ...change });
  return active(tables, name);
}
