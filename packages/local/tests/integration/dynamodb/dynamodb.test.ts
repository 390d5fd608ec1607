import { crc32 } from 'node:zlib';
import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListImportsCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '#gateway/service.ts';
import { createDynamoDbService, type DynamoDbService } from '#services/dynamodb/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';
import { rawCalls } from '#tests/support/raw-calls.ts';

let host: GatewayHost;
let dynamodb: DynamoDbService;
let client: DynamoDBClient;
let asked: Access[] = [];

beforeAll(async () => {
  host = await hostGateway(
    (deps) => {
      dynamodb = createDynamoDbService({ ...deps, report: () => undefined });
      return [dynamodb.service];
    },
    { authorize: (_, access) => void asked.push(access) },
  );
  client = new DynamoDBClient({ ...host.config(), maxAttempts: 1 });
  await client.send(
    new CreateTableCommand({
      TableName: 'photos',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['album', 'name', 'status'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'album', KeyType: 'HASH' },
        { AttributeName: 'name', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-status',
          KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 5, minDelay: 0.01, maxDelay: 0.05 }, { TableName: 'photos' });
});

afterAll(async () => {
  await dynamodb.close();
  await host.close();
});

const photo = (name: string, status = 'NEW') => ({ album: { S: 'a' }, name: { S: name }, status: { S: status } });

const accessed = async (call: Promise<unknown>): Promise<readonly Access[]> => {
  asked = [];
  await call;
  return asked.map(({ lookUp: _, ...access }) => access);
};

describe('DynamoDB through the SDK', () => {
  it('describes a table in this place', async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'photos' }));
    expect(Table).toMatchObject({
      TableArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/photos',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    });
    expect(Table?.LatestStreamArn).toMatch(/table\/photos\/stream\/\d{4}-/);
  });

  it('answers a failed condition with the item that was asked for', async () => {
    await client.send(new PutItemCommand({ TableName: 'photos', Item: photo('one') }));
    const again = new PutItemCommand({
      TableName: 'photos',
      Item: photo('one', 'OTHER'),
      ConditionExpression: 'attribute_not_exists(album)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const error = await client.send(again).catch((failure) => failure);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error.Item).toEqual(photo('one'));
  });

  it('writes all of a transaction or none of it, and says why', async () => {
    const transaction = (name: string, condition: string) =>
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName: 'photos', Item: photo(name) } },
            {
              ConditionCheck: {
                TableName: 'photos',
                Key: { album: { S: 'a' }, name: { S: 'absent' } },
                ConditionExpression: condition,
              },
            },
          ],
        }),
      );
    const error = await transaction('two', 'attribute_exists(album)').catch((failure) => failure);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect(error.CancellationReasons.map(({ Code }: { Code: string }) => Code)).toEqual([
      'None',
      'ConditionalCheckFailed',
    ]);
    const read = () =>
      client.send(new GetItemCommand({ TableName: 'photos', Key: { album: { S: 'a' }, name: { S: 'two' } } }));
    expect((await read()).Item).toBeUndefined();
    await transaction('two', 'attribute_not_exists(album)');
    expect((await read()).Item).toEqual(photo('two'));
  });

  it('streams its changes to the streams client', async () => {
    const streams = new DynamoDBStreamsClient({ ...host.config(), maxAttempts: 1 });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'photos' }));
    const StreamArn = Table?.LatestStreamArn;
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'LATEST' }),
    );
    await client.send(new PutItemCommand({ TableName: 'photos', Item: photo('three') }));
    const { Records } = await streams.send(new GetRecordsCommand({ ShardIterator }));
    expect(Records).toMatchObject([{ eventName: 'INSERT', dynamodb: { NewImage: photo('three') } }]);
    expect(Records?.[0]?.dynamodb?.ApproximateCreationDateTime).toBeInstanceOf(Date);
  });

  it('refuses by name what it does not have', async () => {
    await expect(client.send(new ListImportsCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: 'The operation ListImports is not supported here.',
    });
  });

  /** Clients check it; the Go SDK warns at each call without. */
  it.each([
    ['an answer', 'DynamoDB_20120810.ListTables', '{}', 200],
    ['a refusal', 'DynamoDB_20120810.GetItem', JSON.stringify({ TableName: 'photos', Key: {} }), 400],
    ['an answer of a stream', 'DynamoDBStreams_20120810.ListStreams', '{}', 200],
    ['what is not JSON', 'DynamoDB_20120810.GetItem', '{', 400],
    ['an operation that there is not', 'DynamoDB_20120810.Nothing', '{}', 400],
    ['no target', '', '{}', 400],
  ])('sends the checksum of %s', async (_, target, body, status) => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target };
    const { credentials } = host.config();
    const { send } = rawCalls({ endpoint: host.endpoint, credentials });
    const answer = await send('dynamodb', { method: 'POST', path: '/', headers, body });
    expect(answer.status).toBe(status);
    expect(answer.head.toLowerCase()).toContain(`x-amz-crc32: ${crc32(answer.body)}`);
  });

  it('asks for each permission by the resource that it is about', async () => {
    const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/photos';
    const values = { ':a': { S: 'a' } };
    expect(await accessed(client.send(new PutItemCommand({ TableName: 'photos', Item: photo('x') })))).toEqual([
      { action: 'dynamodb:PutItem', resource: table, context: { 'dynamodb:LeadingKeys': ['a'] } },
    ]);
    const query = {
      TableName: 'photos',
      KeyConditionExpression: '#k = :a',
      ExpressionAttributeNames: { '#k': 'album' },
      ExpressionAttributeValues: values,
    };
    expect(await accessed(client.send(new QueryCommand(query)))).toEqual([
      { action: 'dynamodb:Query', resource: table, context: { 'dynamodb:LeadingKeys': ['a'] } },
    ]);
    expect(await accessed(client.send(new ScanCommand({ TableName: 'photos', IndexName: 'by-status' })))).toEqual([
      { action: 'dynamodb:Scan', resource: `${table}/index/by-status` },
    ]);
  });
});
