import type { JsonObject } from '@safelight/asl/json';
import type { Engine } from '#services/dynamodb/engine.ts';
import { keySchemaElements } from '#services/dynamodb/schema/key-schema.ts';
import type {
  OnDemand,
  Projected,
  Provisioned,
  SecondaryIndex,
  Table,
  Throughput,
} from '#services/dynamodb/schema/table.ts';

/** What a table that is paid for by request can take at once. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html */
const WARM: Throughput = { read: 12_000, write: 4000 };

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
export function describeTable(engine: Engine, table: Table): JsonObject {
  const { items, bytes } = engine.totals.get(table.id);
  return {
    AttributeDefinitions: table.attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    TableName: table.name,
    KeySchema: keySchemaElements(table.key),
    TableStatus: table.status,
    CreationDateTime: table.created,
    ...billingMembers(table),
    TableSizeBytes: bytes,
    ItemCount: items,
    TableArn: table.arn,
    TableId: table.tableId,
    ...indexMembers(engine, table),
    ...streamMembers(table),
    ...(table.kmsKey !== undefined && {
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: table.kmsKey },
    }),
    ...(table.tableClass && { TableClassSummary: classSummary(table.tableClass) }),
    DeletionProtectionEnabled: table.deletionProtected,
  };
}

const classSummary = ({ name, updated }: NonNullable<Table['tableClass']>): JsonObject => ({
  TableClass: name,
  ...(updated !== undefined && { LastUpdateDateTime: updated }),
});

function billingMembers({ billing }: Table): JsonObject {
  if (billing.mode === 'PAY_PER_REQUEST')
    return {
      ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
      BillingModeSummary: { BillingMode: billing.mode, LastUpdateToPayPerRequestDateTime: billing.since },
      ...onDemandMember(billing.onDemand),
      WarmThroughput: warmMember(billing.warm ?? WARM),
    };
  const { onDemandSince: since } = billing;
  return {
    ProvisionedThroughput: provisionedMember(billing),
    ...(since !== undefined && {
      BillingModeSummary: { BillingMode: billing.mode, LastUpdateToPayPerRequestDateTime: since },
    }),
    WarmThroughput: warmMember(billing.warm ?? billing),
  };
}

const warmMember = ({ read, write }: Throughput, status = 'ACTIVE'): JsonObject => ({
  ReadUnitsPerSecond: read,
  WriteUnitsPerSecond: write,
  Status: status,
});

const onDemandMember = (onDemand: OnDemand | undefined): JsonObject =>
  onDemand
    ? {
        OnDemandThroughput: {
          MaxReadRequestUnits: onDemand.read ?? -1,
          MaxWriteRequestUnits: onDemand.write ?? -1,
        },
      }
    : {};

const provisionedMember = ({ read, write, increased, decreased }: Provisioned): JsonObject => ({
  ...(increased !== undefined && { LastIncreaseDateTime: increased }),
  ...(decreased !== undefined && { LastDecreaseDateTime: decreased }),
  NumberOfDecreasesToday: decreased === undefined ? 0 : 1,
  ReadCapacityUnits: read,
  WriteCapacityUnits: write,
});

function indexMembers(engine: Engine, table: Table): JsonObject {
  const described = (kind: string) =>
    table.indexes.filter((index) => index.kind === kind).map((index) => describeIndex(engine, index, table.status));
  const [local, global] = [described('local'), described('global')];
  return {
    ...(local.length > 0 && { LocalSecondaryIndexes: local }),
    ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
  };
}

function describeIndex(engine: Engine, index: SecondaryIndex, table: Table['status']): JsonObject {
  const { items, bytes } = engine.totals.get(index.id);
  // A new table's indexes come with it.
  const status = table === 'CREATING' ? table : index.status;
  const global = index.kind === 'global' ? { IndexStatus: status, ...globalMembers(index) } : {};
  return {
    IndexName: index.name,
    KeySchema: keySchemaElements(index.key),
    Projection: projectionMember(index.projection),
    ...global,
    IndexSizeBytes: bytes,
    ItemCount: items,
    IndexArn: index.arn,
  };
}

const globalMembers = ({ status, provisioned, onDemand, warm }: SecondaryIndex): JsonObject => ({
  ...(status === 'CREATING' && { Backfilling: true }),
  ProvisionedThroughput: provisionedMember(provisioned ?? { read: 0, write: 0 }),
  ...onDemandMember(onDemand),
  WarmThroughput: warmMember(warm ?? provisioned ?? WARM, status === 'ACTIVE' ? 'ACTIVE' : 'UPDATING'),
});

const projectionMember = (projection: Projected): JsonObject => ({
  ProjectionType: projection.type,
  ...(projection.type === 'INCLUDE' && { NonKeyAttributes: projection.attributes }),
});

function streamMembers({ stream }: Table): JsonObject {
  if (!stream) return {};
  return {
    ...(stream.enabled && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.view } }),
    LatestStreamLabel: stream.label,
    LatestStreamArn: stream.arn,
  };
}
