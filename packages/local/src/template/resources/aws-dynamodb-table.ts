import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { objects } from '#services/dynamodb/names.ts';
import type { Provisioned, Resource, ResourceType } from '#template/resource-type.ts';

/** The service's operations in process. */
interface Tables {
  call(operation: string, input: JsonObject): Promise<JsonObject>;
}

const created = [
  'AttributeDefinitions',
  'KeySchema',
  'BillingMode',
  'ProvisionedThroughput',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const tableType = (tables: Tables): ResourceType => ({
  type: 'AWS::DynamoDB::Table',
  properties: ['TableName', ...created, 'StreamSpecification', 'TimeToLiveSpecification'],
  withoutEffect: [
    'PointInTimeRecoverySpecification',
    'SSESpecification',
    'DeletionProtectionEnabled',
    'Tags',
    'TableClass',
    'ContributorInsightsSpecification',
    'OnDemandThroughput',
    'WarmThroughput',
  ],
  async apply(resource) {
    const name = tableName(resource);
    const existing = await describe(tables, name);
    if (existing) refuseOtherKeys(existing, resource.properties);
    else await tables.call('CreateTable', { ...createInput(resource.properties), TableName: name });
    const table = await active(tables, name);
    await applyStream(tables, table, resource.properties.StreamSpecification);
    await applyTtl(tables, name, resource.properties.TimeToLiveSpecification);
    return provisioned(name, await active(tables, name));
  },
  remembered: ['DeletionProtectionEnabled'],
  remove({ physicalId, properties }) {
    if (properties.DeletionProtectionEnabled === true) throw new Error('its deletion protection is on');
    return tables.call('DeleteTable', { TableName: physicalId });
  },
});

const tableName = ({ properties, stackName, logicalId }: Resource): string =>
  typeof properties.TableName === 'string' ? properties.TableName : `${stackName}-${logicalId}`;

function createInput(properties: JsonObject): JsonObject {
  const input = Object.fromEntries(Object.entries(properties).filter(([property]) => created.includes(property)));
  return properties.ProvisionedThroughput ? input : { ...input, BillingMode: 'PAY_PER_REQUEST' };
}

async function describe(tables: Tables, name: string): Promise<JsonObject | undefined> {
  try {
    const { Table: table } = await tables.call('DescribeTable', { TableName: name });
    return isJsonObject(table) ? table : undefined;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function active(tables: Tables, name: string): Promise<JsonObject> {
  for (;;) {
    const table = await describe(tables, name);
    if (table?.TableStatus === 'ACTIVE') return table;
    await new Promise(setImmediate);
  }
}

/** What CloudFormation would replace the table for cannot be done to the data of an earlier boot. */
function refuseOtherKeys(table: JsonObject, properties: JsonObject): void {
  const same = isDeepStrictEqual(keys(table), keys(properties));
  if (same) return;
  throw new Error(
    `the keys or indexes of table ${table.TableName} differ from those in the data folder; give the table another name, as CloudFormation would have it, or start once with --reset`,
  );
}

const keys = (table: JsonObject) => [
  keySchema(table.KeySchema),
  indexKeys(table.GlobalSecondaryIndexes),
  indexKeys(table.LocalSecondaryIndexes),
];

const indexKeys = (indexes: Json | undefined) =>
  new Map(objects(indexes).map(({ IndexName, KeySchema }) => [IndexName, keySchema(KeySchema)]));

const keySchema = (schema: Json | undefined) =>
  objects(schema).map(({ AttributeName, KeyType }) => [AttributeName, KeyType]);

async function applyStream(tables: Tables, table: JsonObject, wanted: Json | undefined): Promise<void> {
  const view = isJsonObject(wanted) ? wanted.StreamViewType : undefined;
  const current = isJsonObject(table.StreamSpecification) ? table.StreamSpecification.StreamViewType : undefined;
  if (view === current) return;
  const TableName = table.TableName ?? null;
  const update = (specification: JsonObject) =>
    tables.call('UpdateTable', { TableName, StreamSpecification: specification });
  if (current !== undefined) await update({ StreamEnabled: false });
  if (view !== undefined) await update({ StreamEnabled: true, StreamViewType: view });
}

async function applyTtl(tables: Tables, name: string, wanted: Json | undefined): Promise<void> {
  const specification = isJsonObject(wanted) ? wanted : { Enabled: false };
  const { TimeToLiveDescription: current } = await tables.call('DescribeTimeToLive', { TableName: name });
  const currentAttribute = isJsonObject(current) ? current.AttributeName : undefined;
  const attribute = specification.Enabled === true ? specification.AttributeName : undefined;
  if (currentAttribute === attribute) return;
  const update = (enabled: boolean, of: Json) =>
    tables.call('UpdateTimeToLive', {
      TableName: name,
      TimeToLiveSpecification: { Enabled: enabled, AttributeName: of },
    });
  if (currentAttribute !== undefined) await update(false, currentAttribute);
  if (attribute !== undefined) await update(true, attribute);
}

function provisioned(name: string, table: JsonObject): Provisioned {
  const stream = typeof table.LatestStreamArn === 'string' ? { StreamArn: table.LatestStreamArn } : {};
  return { ref: name, attributes: { Arn: String(table.TableArn), ...stream } };
}
