import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { billingMode, encryption } from '#template/resources/dynamodb/properties.ts';
import { indexesOf, type Tables, tellsAll, updateTable } from '#template/resources/dynamodb/tables.ts';

/** Changes what a table has beside keys, indexes, stream and Time to Live, where the template says otherwise now. */
export async function changeSettings(tables: Tables, name: string, table: JsonObject, properties: JsonObject) {
  const change = {
    ...billing(table, properties),
    ...differing('DeletionProtectionEnabled', properties.DeletionProtectionEnabled ?? false, table),
    ...(tellsAll(table) && { ...tableClass(table, properties), ...encryptionChange(table, properties) }),
    ...(properties.OnDemandThroughput && differing('OnDemandThroughput', properties.OnDemandThroughput, table)),
  };
  if (Object.keys(change).length > 0) await updateTable(tables, name, change);
}

function billing(table: JsonObject, properties: JsonObject): JsonObject {
  const wanted = billingMode(properties);
  const summary = isJsonObject(table.BillingModeSummary) ? table.BillingModeSummary.BillingMode : 'PROVISIONED';
  const indexes = indexThroughput(table, properties);
  if (wanted === 'PAY_PER_REQUEST') return summary === wanted ? {} : { BillingMode: wanted };
  const same = sameThroughput(table.ProvisionedThroughput, properties.ProvisionedThroughput);
  return {
    ...(summary !== wanted && { BillingMode: wanted }),
    ...((summary !== wanted || !same) && { ProvisionedThroughput: properties.ProvisionedThroughput ?? null }),
    ...(indexes.length > 0 && { GlobalSecondaryIndexUpdates: indexes }),
  };
}

function indexThroughput(table: JsonObject, properties: JsonObject): JsonObject[] {
  const known = new Map(indexesOf(table).map((index) => [index.IndexName, index.ProvisionedThroughput]));
  return indexesOf(properties).flatMap(({ IndexName, ProvisionedThroughput: throughput }) =>
    throughput && known.has(IndexName) && !sameThroughput(known.get(IndexName), throughput)
      ? [{ Update: { IndexName: IndexName ?? null, ProvisionedThroughput: throughput } }]
      : [],
  );
}

const units = (value: Json | undefined) =>
  isJsonObject(value) ? [value.ReadCapacityUnits, value.WriteCapacityUnits] : undefined;

const sameThroughput = (one: Json | undefined, other: Json | undefined) => isDeepStrictEqual(units(one), units(other));

function tableClass(table: JsonObject, { TableClass: wanted = 'STANDARD' }: JsonObject): JsonObject {
  const { TableClass: current = 'STANDARD' } = isJsonObject(table.TableClassSummary) ? table.TableClassSummary : {};
  return current === wanted ? {} : { TableClass: wanted };
}

function encryptionChange(table: JsonObject, properties: JsonObject): JsonObject {
  const isOn = table.SSEDescription !== undefined;
  const { SSESpecification: wanted } = encryption(properties);
  const isWanted = isJsonObject(wanted) && wanted.Enabled === true;
  return isOn === isWanted ? {} : { SSESpecification: wanted ?? { Enabled: false } };
}

const differing = (name: string, wanted: Json, table: JsonObject): JsonObject =>
  isDeepStrictEqual(table[name], wanted) ? {} : { [name]: wanted };
