import { list, structure } from '#services/dynamodb/shapes/collections.ts';
import { indexName, tableRef } from '#services/dynamodb/shapes/names.ts';
import { unsupported } from '#services/dynamodb/shapes/read-input.ts';
import { flag, oneOf, text, whole } from '#services/dynamodb/shapes/scalars.ts';
import { required } from '#services/dynamodb/shapes/shape.ts';

const attributeName = text({ min: 1, max: 255 });

const attributes = list(
  structure({ AttributeName: required(attributeName), AttributeType: required(oneOf('B', 'N', 'S')) }),
);

const keySchema = (max: number) =>
  list(structure({ AttributeName: required(attributeName), KeyType: required(oneOf('HASH', 'RANGE')) }), {
    min: 1,
    max,
  });

const throughput = structure({
  ReadCapacityUnits: required(whole({ min: 1 })),
  WriteCapacityUnits: required(whole({ min: 1 })),
});

const onDemand = structure({ MaxReadRequestUnits: whole(), MaxWriteRequestUnits: whole() });

const warm = structure({ ReadUnitsPerSecond: whole({ min: 1 }), WriteUnitsPerSecond: whole({ min: 1 }) });

const indexProjection = structure({
  ProjectionType: oneOf('ALL', 'INCLUDE', 'KEYS_ONLY'),
  NonKeyAttributes: list(attributeName, { min: 1, max: 20 }),
});

const localIndex = structure({
  IndexName: required(indexName),
  KeySchema: required(keySchema(2)),
  Projection: required(indexProjection),
});

/** Four attributes of either kind at most. */
const globalIndex = structure({
  IndexName: required(indexName),
  KeySchema: required(keySchema(8)),
  Projection: required(indexProjection),
  ProvisionedThroughput: throughput,
  OnDemandThroughput: onDemand,
  WarmThroughput: warm,
});

const settings = {
  BillingMode: oneOf('PROVISIONED', 'PAY_PER_REQUEST'),
  ProvisionedThroughput: throughput,
  OnDemandThroughput: onDemand,
  WarmThroughput: warm,
  StreamSpecification: structure({
    StreamEnabled: required(flag),
    StreamViewType: oneOf('NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY'),
  }),
  SSESpecification: structure({ Enabled: flag, SSEType: oneOf('AES256', 'KMS'), KMSMasterKeyId: text() }),
  TableClass: oneOf('STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
  DeletionProtectionEnabled: flag,
};

export const tag = structure({ Key: required(text({ min: 1, max: 128 })), Value: required(text({ max: 256 })) });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const createParameters = structure({
  TableName: required(tableRef),
  AttributeDefinitions: required(attributes),
  KeySchema: required(keySchema(2)),
  LocalSecondaryIndexes: list(localIndex),
  GlobalSecondaryIndexes: list(globalIndex),
  ...settings,
  Tags: list(tag),
  ResourcePolicy: unsupported,
  GlobalTableSourceArn: unsupported,
  GlobalTableSettingsReplicationMode: unsupported,
  VectorIndexes: unsupported,
});

const indexUpdate = structure({
  Create: globalIndex,
  Update: structure({
    IndexName: required(indexName),
    ProvisionedThroughput: throughput,
    OnDemandThroughput: onDemand,
    WarmThroughput: warm,
  }),
  Delete: structure({ IndexName: required(indexName) }),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html */
export const updateParameters = structure({
  TableName: required(tableRef),
  AttributeDefinitions: attributes,
  GlobalSecondaryIndexUpdates: list(indexUpdate),
  ...settings,
  ReplicaUpdates: unsupported,
  MultiRegionConsistency: unsupported,
  GlobalTableWitnessUpdates: unsupported,
  GlobalTableSettingsReplicationMode: unsupported,
  DisassociationProtectionEnabled: unsupported,
  VectorIndexUpdates: unsupported,
});

/** What only names a table. */
export const tableParameters = structure({ TableName: required(tableRef) });
