import {
  definitions,
  H,
  index,
  key,
  newTable,
  R,
  type Row,
  TableName,
} from '#tests/unit/services/dynamodb/refusals/inputs.ts';

export const tableRows: readonly Row[] = [
  ['CreateTable', { ...newTable, TableName }, 'Table already exists: orders'],
  [
    'CreateTable',
    { ...newTable, TableName: 'a' },
    'TableName must be at least 3 characters long and at most 255 characters long',
  ],
  [
    'CreateTable',
    { ...newTable, AttributeDefinitions: definitions('p', 'q') },
    'One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
  ],
  [
    'CreateTable',
    { ...newTable, KeySchema: [R('p')] },
    'Invalid KeySchema: The first KeySchemaElement is not a HASH key type',
  ],
  [
    'CreateTable',
    { ...newTable, BillingMode: 'PROVISIONED' },
    'One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
  ],
  [
    'CreateTable',
    {
      ...newTable,
      AttributeDefinitions: definitions('p', 'a', 'b', 'c', 'd', 'e'),
      GlobalSecondaryIndexes: [index('five', ['a', 'b', 'c', 'd', 'e'].map(H), { ProjectionType: 'ALL' })],
    },
    'One or more parameter values were invalid: Number of HASH key attributes exceeds the limit of 4',
  ],
  [
    'CreateTable',
    { ...newTable, StreamSpecification: { StreamEnabled: false, StreamViewType: 'NEW_IMAGE' } },
    'One or more parameter values were invalid: StreamViewType cannot be specified when StreamEnabled is false',
  ],
  [
    'UpdateTable',
    { StreamSpecification: { StreamEnabled: false, StreamViewType: 'NEW_IMAGE' } },
    'One or more parameter values were invalid: StreamViewType cannot be specified when StreamEnabled is false',
  ],
  [
    'CreateTable',
    { ...newTable, GlobalTableSourceArn: 'arn' },
    'The parameter GlobalTableSourceArn is not supported here.',
  ],
  [
    'UpdateTable',
    {},
    'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
  ],
  [
    'UpdateTable',
    { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'keys' } }, { Delete: { IndexName: 'some' } }] },
    'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
  ],
  ['UpdateTable', { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'none' } }] }, 'Requested resource not found'],
  [
    'UpdateTable',
    { StreamSpecification: { StreamEnabled: false } },
    'Table is not enabled for streams: TableName: orders',
  ],
  ['DescribeTable', { TableName: 'nothing' }, 'Requested resource not found: Table: nothing not found'],
  ['GetItem', { TableName: 'nothing', Key: key }, 'Requested resource not found'],
  [
    'ListTables',
    { Limit: 101 },
    "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100",
  ],
  [
    'UpdateTimeToLive',
    { TimeToLiveSpecification: { Enabled: false, AttributeName: 'until' } },
    'TimeToLive is already disabled',
  ],
  [
    'TagResource',
    { ResourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/nothing', Tags: [{ Key: 'a', Value: 'b' }] },
    'Requested resource not found: ResourcArn: arn:aws:dynamodb:us-east-1:000000000000:table/nothing not found',
  ],
];
