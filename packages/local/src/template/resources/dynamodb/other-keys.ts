import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';

/** What CloudFormation would replace the table for cannot be done to the data of an earlier boot. */
export function refuseOtherKeys(table: JsonObject, properties: JsonObject): void {
  if (isDeepStrictEqual(fixed(table), fixed(properties))) return;
  throw new Error(
    `the keys or local indexes of table ${table.TableName} differ from those in the data folder; give the table another name, as CloudFormation would have it, or start once with --reset`,
  );
}

const fixed = ({ KeySchema, LocalSecondaryIndexes }: JsonObject) => [
  keySchema(KeySchema),
  new Map(
    list(LocalSecondaryIndexes).map(({ IndexName, KeySchema: schema, Projection }) => [
      IndexName,
      [keySchema(schema), projection(Projection)],
    ]),
  ),
];

export const keySchema = (schema: Json | undefined) =>
  list(schema).map(({ AttributeName, KeyType }) => [AttributeName, KeyType]);

export function projection(value: Json | undefined) {
  const { ProjectionType, NonKeyAttributes } = isJsonObject(value) ? value : {};
  return [ProjectionType, new Set(Array.isArray(NonKeyAttributes) ? NonKeyAttributes : [])];
}

const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
