import type { JsonObject } from '@safelight/asl/json';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tableType } from '#template/resources/aws-dynamodb-table.ts';
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

  it('refuses other keys or indexes than those of its data', async () => {
    await apply({ TableName: 'orders' });
    const other = {
      AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
    };
    await expect(apply({ TableName: 'orders', ...other })).rejects.toThrow(/start once with --reset/);
    const index = {
      IndexName: 'by-status',
      KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    };
    await expect(apply({ TableName: 'orders', GlobalSecondaryIndexes: [index] })).rejects.toThrow(
      /start once with --reset/,
    );
  });
});
