import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { Provisioned, Resource, ResourceType } from '#template/resource-type.ts';
import { changeIndexes } from '#template/resources/dynamodb/indexes.ts';
import { refuseOtherKeys } from '#template/resources/dynamodb/other-keys.ts';
import { billingMode, encryption, typed } from '#template/resources/dynamodb/properties.ts';
import { changeSettings } from '#template/resources/dynamodb/settings.ts';
import { active, describe, type Tables, tellsAll, updateTable } from '#template/resources/dynamodb/tables.ts';
import { changeTags } from '#template/resources/tags.ts';

/** What a table is created with; what of it can change is changed in place. */
const created = [
  ...['AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes'],
  ...['BillingMode', 'ProvisionedThroughput', 'OnDemandThroughput', 'WarmThroughput'],
  ...['SSESpecification', 'TableClass', 'DeletionProtectionEnabled', 'Tags'],
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const tableType = (tables: Tables): ResourceType => ({
  type: 'AWS::DynamoDB::Table',
  properties: ['TableName', ...created, 'StreamSpecification', 'TimeToLiveSpecification'],
  withoutEffect: ['PointInTimeRecoverySpecification', 'ContributorInsightsSpecification'],
  async apply(resource) {
    const properties = propertiesOf(resource);
    const name = tableName(resource);
    const existing = await describe(tables, name);
    if (existing) await change(tables, name, properties);
    else await tables.call('CreateTable', { ...createInput(properties), TableName: name });
    await applyStream(tables, await active(tables, name), properties.StreamSpecification);
    await applyTtl(tables, name, properties.TimeToLiveSpecification);
    return provisioned(name, await active(tables, name));
  },
  exists: async (_, name) => (await describe(tables, name)) !== undefined,
  remove({ physicalId, properties }) {
    if (String(properties.DeletionProtectionEnabled) === 'true') throw new Error('its deletion protection is on');
    return tables.call('DeleteTable', { TableName: physicalId });
  },
});

const tableName = ({ properties, stackName, logicalId }: Resource): string =>
  typeof properties.TableName === 'string' ? properties.TableName : `${stackName}-${logicalId}`;

function propertiesOf({ properties }: Resource): JsonObject {
  const read = typed(properties);
  return isJsonObject(read) ? read : {};
}

function createInput(properties: JsonObject): JsonObject {
  const input = Object.fromEntries(Object.entries(properties).filter(([property]) => created.includes(property)));
  return { ...input, BillingMode: billingMode(properties), ...encryption(properties) };
}

/** What an update of a stack would do to the table. */
async function change(tables: Tables, name: string, properties: JsonObject): Promise<void> {
  const table = await active(tables, name);
  refuseOtherKeys(table, properties);
  await changeIndexes(tables, name, table, properties);
  await changeSettings(tables, name, table, properties);
  if (tellsAll(table))
    await changeTags({ call: tables.call, list: 'ListTagsOfResource' }, String(table.TableArn), properties.Tags);
}

async function applyStream(tables: Tables, table: JsonObject, wanted: Json | undefined): Promise<void> {
  const view = isJsonObject(wanted) ? wanted.StreamViewType : undefined;
  const current = isJsonObject(table.StreamSpecification) ? table.StreamSpecification.StreamViewType : undefined;
  if (view === current) return;
  const update = (specification: JsonObject) =>
    updateTable(tables, String(table.TableName), { StreamSpecification: specification });
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
