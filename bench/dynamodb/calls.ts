import { performance } from 'node:perf_hooks';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

export const callNames = ['put', 'get', 'query', 'transaction'] as const;
export type CallName = (typeof callNames)[number];

const AT_ONCE = 16;
const PARTITIONS = 20;
const ITEMS_IN_PARTITION = 100;
const ACTIONS = 10;
const TableName = 'bench';

/** A table of two thousand items of half a kilobyte with an index, and calls on it. */
export interface Desk {
  /** Calls of one kind a second. */
  rate(name: CallName, calls: number): Promise<number>;
  close(): void;
}

export async function openDesk(
  endpoint: string,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
): Promise<Desk> {
  const client = new DynamoDBClient({ endpoint, credentials, region: 'us-east-1', maxAttempts: 1 });
  await createTable(client);
  const calls = callsOf(client);
  await inParallel(PARTITIONS * ITEMS_IN_PARTITION, calls.put);
  return {
    async rate(name, count) {
      const start = performance.now();
      await inParallel(count, calls[name]);
      return (count * 1000) / (performance.now() - start);
    },
    close: () => client.destroy(),
  };
}

async function createTable(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['partition', 'sort', 'status'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: [
        { AttributeName: 'partition', KeyType: 'HASH' },
        { AttributeName: 'sort', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-status',
          KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05, maxDelay: 0.2 }, { TableName });
}

const text = 'x'.repeat(400);

const key = (n: number) => ({
  partition: { S: `partition-${n % PARTITIONS}` },
  sort: { S: `sort-${Math.floor(n / PARTITIONS) % ITEMS_IN_PARTITION}` },
});

const item = (n: number) => ({ ...key(n), status: { S: `status-${n % 7}` }, n: { N: String(n) }, text: { S: text } });

const callsOf = (client: DynamoDBClient): Readonly<Record<CallName, (n: number) => Promise<unknown>>> => ({
  put: (n) => client.send(new PutItemCommand({ TableName, Item: item(n) })),
  get: (n) => client.send(new GetItemCommand({ TableName, Key: key(n) })),
  query: (n) =>
    client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': 'partition' },
        ExpressionAttributeValues: { ':partition': key(n).partition },
      }),
    ),
  transaction: (n) =>
    client.send(
      new TransactWriteItemsCommand({
        TransactItems: Array.from({ length: ACTIONS }, (_, action) => ({
          Put: { TableName, Item: item(n * ACTIONS + action) },
        })),
      }),
    ),
});

async function inParallel(count: number, call: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      next += 1;
      await call(next);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
