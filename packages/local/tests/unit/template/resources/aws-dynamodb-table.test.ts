import type { JsonObject } from '@safelight/asl/json';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tableType } from '#template/resources/dynamodb/aws-dynamodb-table.ts';
import { put, readStream, type TestBackend, testBackend } from '#tests/unit/services/dynamodb/backend.ts';

const keys = {
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
};

let test: TestBackend;

beforeEach(async () => {
  test = await testBackend();
});

afterEach(() => test.backend.close());

const apply = (properties: JsonObject) =>
  tableType(test.backend).apply({
    logicalId: 'Orders',
    type: 'AWS::DynamoDB::Table',
    stackName: 'lab',
    properties: { ...keys, ...properties },
  });

const describeTable = async (name: string) =>
  (await test.call('DescribeTable', { TableName: name })).Table as JsonObject;

describe('AWS::DynamoDB::Table', () => {
  it('is there, active, with its ARN and stream', async () => {
    const { ref, attributes } = await apply({
      TableName: 'orders',
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    });
    expect(ref).toBe('orders');
    expect(attributes.Arn).toBe('arn:aws:dynamodb:us-east-1:000000000000:table/orders');
    expect(attributes.StreamArn).toMatch(/table\/orders\/stream\/2026-/);
    expect(await describeTable('orders')).toMatchObject({
      TableStatus: 'ACTIVE',
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    });
  });

  it('gets a name from the stack where it has none', async () => {
    expect(await apply({})).toMatchObject({ ref: 'lab-Orders' });
  });

  it('keeps its items and its stream when it is applied again', async () => {
    const properties = { TableName: 'orders', StreamSpecification: { StreamViewType: 'NEW_IMAGE' } };
    const first = await apply(properties);
    await put(test, 'orders', { id: { S: 'a' } });
    expect(await apply(properties)).toEqual(first);
    expect(await readStream(test, 'orders')).toHaveLength(1);
  });

  it('changes stream and Time to Live as the template does', async () => {
    const ttl = async () => (await test.call('DescribeTimeToLive', { TableName: 'orders' })).TimeToLiveDescription;
    await apply({ TableName: 'orders', TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' } });
    expect(await ttl()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
    await apply({
      TableName: 'orders',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'end' },
      StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
    });
    expect(await ttl()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'end' });
    expect(await describeTable('orders')).toMatchObject({ StreamSpecification: { StreamViewType: 'KEYS_ONLY' } });
    await apply({ TableName: 'orders' });
    expect(await ttl()).toEqual({ TimeToLiveStatus: 'DISABLED' });
    expect(await describeTable('orders')).not.toHaveProperty('StreamSpecification');
  });

  const indexOn = (IndexName: string, attribute: string, more: JsonObject = {}): JsonObject => ({
    IndexName,
    KeySchema: [{ AttributeName: attribute, KeyType: 'HASH' }],
    Projection: { ProjectionType: 'ALL' },
    ...more,
  });
  const withIndexes = (...indexes: readonly JsonObject[]): JsonObject => ({
    TableName: 'orders',
    AttributeDefinitions: [
      ...keys.AttributeDefinitions,
      ...['status', 'customer'].flatMap((AttributeName) =>
        JSON.stringify(indexes).includes(`"${AttributeName}"`) ? [{ AttributeName, AttributeType: 'S' }] : [],
      ),
    ],
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  });

  it('adds an index to its items in place, and takes one away', async () => {
    await apply({ TableName: 'orders' });
    for (let n = 0; n < 250; n++) await put(test, 'orders', { id: { S: `o${n}` }, status: { S: `s${n % 5}` } });
    await apply(withIndexes(indexOn('by-status', 'status')));
    const query = () =>
      test.call('Query', {
        TableName: 'orders',
        IndexName: 'by-status',
        KeyConditionExpression: '#s = :s',
        ExpressionAttributeNames: { '#s': 'status' },
        ExpressionAttributeValues: { ':s': { S: 's3' } },
      });
    expect((await query()).Count).toBe(50);
    expect(await describeTable('orders')).toMatchObject({
      GlobalSecondaryIndexes: [{ IndexName: 'by-status', IndexStatus: 'ACTIVE', ItemCount: 250 }],
    });
    await apply(withIndexes());
    expect(await describeTable('orders')).not.toHaveProperty('GlobalSecondaryIndexes');
    await expect(query()).rejects.toThrow('The table does not have the specified index: by-status');
  });

  it.each([
    [
      'two indexes at once',
      [],
      [indexOn('by-status', 'status'), indexOn('by-customer', 'customer')],
      /more than one GSI/,
    ],
    [
      'another projection of an index',
      [indexOn('by-status', 'status')],
      [indexOn('by-status', 'status', { Projection: { ProjectionType: 'KEYS_ONLY' } })],
      /Cannot update GSI's properties/,
    ],
    [
      'another key of an index',
      [indexOn('by-status', 'status')],
      [indexOn('by-status', 'customer')],
      /Cannot update GSI's properties/,
    ],
  ])('refuses %s, as CloudFormation does', async (_, before, after, message) => {
    await apply(withIndexes(...before));
    await expect(apply(withIndexes(...after))).rejects.toThrow(message);
  });

  it('changes billing, protection, class, encryption and tags in place', async () => {
    const throughput = { ReadCapacityUnits: '5', WriteCapacityUnits: '6' };
    await apply({ TableName: 'orders', ProvisionedThroughput: throughput, Tags: [{ Key: 'a', Value: '1' }] });
    const first = await describeTable('orders');
    expect(first).toMatchObject({ ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6 } });
    await apply({
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: 'true',
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      SSESpecification: { SSEEnabled: true },
      Tags: [{ Key: 'b', Value: '2' }],
    });
    expect(await describeTable('orders')).toMatchObject({
      TableId: first.TableId,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      DeletionProtectionEnabled: true,
      TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS' },
    });
    const { Tags } = await test.call('ListTagsOfResource', { ResourceArn: first.TableArn ?? '' });
    expect(Tags).toEqual([{ Key: 'b', Value: '2' }]);
    await expect(test.call('DeleteTable', { TableName: 'orders' })).rejects.toThrow(/protected against deletion/);
  });

  it('refuses other keys or local indexes than those of its data', async () => {
    await apply({ TableName: 'orders' });
    const other = {
      AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
    };
    await expect(apply({ TableName: 'orders', ...other })).rejects.toThrow(/start once with --reset/);
    const index = { ...indexOn('by-status', 'status'), KeySchema: keys.KeySchema };
    await expect(apply({ TableName: 'orders', LocalSecondaryIndexes: [index] })).rejects.toThrow(
      /start once with --reset/,
    );
  });
});
