import { localPlace, systemIds } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { type Backend, openLocalBackend } from '#services/dynamodb/backend.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';

export interface TestBackend {
  readonly backend: Backend;
  readonly clock: ManualClock;
  call(operation: string, input: JsonObject): Promise<JsonObject>;
}

/** A backend under a clock that stands, in memory or in a file. */
export function testBackend(file: string = IN_MEMORY): TestBackend {
  const clock = new ManualClock();
  const report = (error: unknown) => {
    throw error;
  };
  const database = openDatabase({ file });
  const local = openLocalBackend({ database, clock, ids: systemIds, place: localPlace, report });
  const backend = {
    ...local,
    async close() {
      await local.close();
      database.close();
    },
  };
  return { backend, clock, call: (operation, input) => backend.call(operation, input) };
}

/** A table with the string key `id`. */
export async function createTable(
  { call }: Pick<TestBackend, 'call'>,
  name: string,
  more: JsonObject = {},
): Promise<JsonObject> {
  const { TableDescription: description } = await call('CreateTable', {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...more,
  });
  while ((await describeTable(call, name)).TableStatus !== 'ACTIVE') await new Promise(setImmediate);
  return description as JsonObject;
}

const describeTable = async (call: TestBackend['call'], name: string): Promise<JsonObject> =>
  (await call('DescribeTable', { TableName: name })).Table as JsonObject;

export const withStream: JsonObject = {
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
};

export const put = ({ call }: TestBackend, table: string, item: JsonObject) =>
  call('PutItem', { TableName: table, Item: item });

/** All records of a table's stream, read through the Streams API. */
export async function readStream({ call }: TestBackend, table: string): Promise<readonly JsonObject[]> {
  const { Table } = await call('DescribeTable', { TableName: table });
  const arn = (Table as JsonObject).LatestStreamArn as string;
  const { StreamDescription } = await call('DescribeStream', { StreamArn: arn });
  const [shard] = (StreamDescription as JsonObject).Shards as readonly JsonObject[];
  const { ShardIterator } = await call('GetShardIterator', {
    StreamArn: arn,
    ShardId: shard?.ShardId ?? '',
    ShardIteratorType: 'TRIM_HORIZON',
  });
  const { Records } = await call('GetRecords', { ShardIterator: ShardIterator ?? '' });
  return Records as readonly JsonObject[];
}
