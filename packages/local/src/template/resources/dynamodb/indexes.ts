import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@safelight/asl/json';
import { keySchema, projection } from '#template/resources/dynamodb/other-keys.ts';
import { indexesOf, type Tables, updateTable } from '#template/resources/dynamodb/tables.ts';

/**
 * Adds or takes away one global index, as an update of a stack can.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html#cfn-dynamodb-table-globalsecondaryindexes
 */
export async function changeIndexes(tables: Tables, name: string, table: JsonObject, properties: JsonObject) {
  const [there, wanted] = [indexesOf(table), indexesOf(properties)];
  const known = new Map(there.map((index) => [index.IndexName, index]));
  const names = new Set(wanted.map(({ IndexName }) => IndexName));
  const added = wanted.filter(({ IndexName }) => !known.has(IndexName));
  const removed = there.filter(({ IndexName }) => !names.has(IndexName));
  for (const index of wanted) refuseChange(known.get(index.IndexName), index);
  if (added.length + removed.length > 1)
    throw new Error(
      `table ${name}: Cannot perform more than one GSI creation or deletion in a single update (CloudFormation refuses it too)`,
    );
  const { AttributeDefinitions } = properties;
  for (const index of added)
    await updateTable(tables, name, {
      AttributeDefinitions: AttributeDefinitions ?? [],
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  for (const { IndexName } of removed)
    await updateTable(tables, name, { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: IndexName ?? null } }] });
}

function refuseChange(index: JsonObject | undefined, wanted: JsonObject): void {
  if (!index || isDeepStrictEqual(fixed(index), fixed(wanted))) return;
  throw new Error(
    `index ${wanted.IndexName}: Cannot update GSI's properties other than Provisioned Throughput and Contributor Insights Specification. You can create a new GSI with a different name (CloudFormation refuses it too)`,
  );
}

const fixed = ({ KeySchema, Projection }: JsonObject) => [keySchema(KeySchema), projection(Projection)];
