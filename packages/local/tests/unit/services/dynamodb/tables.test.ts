import type { JsonObject } from '@safelight/asl/json';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTable, put, type TestBackend, testBackend } from '#tests/unit/services/dynamodb/backend.ts';

const TableName = 'orders';
const ARN = `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`;

let test: TestBackend;

beforeEach(async () => {
  test = testBackend();
  await createTable(test, TableName);
});

afterEach(() => test.backend.close());

const described = async () => (await test.call('DescribeTable', { TableName })).Table as JsonObject;

/** A table is UPDATING until the turns that follow. */
async function update(change: JsonObject): Promise<JsonObject> {
  const { TableDescription } = await test.call('UpdateTable', { TableName, ...change });
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  return TableDescription as JsonObject;
}

describe('the settings of a table', () => {
  it('are described as AWS does, and nothing that it does not have', async () => {
    expect(await described()).toEqual({
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      TableName,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      TableStatus: 'ACTIVE',
      CreationDateTime: expect.any(Number),
      ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
      BillingModeSummary: {
        BillingMode: 'PAY_PER_REQUEST',
        LastUpdateToPayPerRequestDateTime: expect.any(Number),
      },
      WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4000, Status: 'ACTIVE' },
      TableSizeBytes: 0,
      ItemCount: 0,
      TableArn: ARN,
      TableId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      DeletionProtectionEnabled: false,
    });
  });

  it.each<[JsonObject, JsonObject]>([
    [{ DeletionProtectionEnabled: true }, { DeletionProtectionEnabled: true }],
    [
      { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
      { TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS', LastUpdateDateTime: expect.any(Number) } },
    ],
    [
      { SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/photos' } },
      {
        SSEDescription: {
          Status: 'ENABLED',
          SSEType: 'KMS',
          KMSMasterKeyArn: 'arn:aws:kms:us-east-1:000000000000:alias/photos',
        },
      },
    ],
  ])('UpdateTable %j', async (change, shown) => {
    expect(await update(change)).toMatchObject({ TableStatus: 'UPDATING', ...shown });
    expect(await described()).toMatchObject({ TableStatus: 'ACTIVE', ...shown });
  });

  it('protect it from deletion until they are changed', async () => {
    await update({ DeletionProtectionEnabled: true });
    await put(test, TableName, { id: { S: 'a' } });
    await expect(test.call('DeleteTable', { TableName })).rejects.toMatchObject({
      code: 'ValidationException',
      message:
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    });
    await update({ DeletionProtectionEnabled: false });
    expect(await test.call('DeleteTable', { TableName })).toMatchObject({
      TableDescription: { TableStatus: 'DELETING', ItemCount: 1 },
    });
  });

  it("lets AWS's own key encrypt it again", async () => {
    await update({ SSESpecification: { Enabled: true } });
    await update({ SSESpecification: { Enabled: false } });
    expect(await described()).not.toHaveProperty('SSEDescription');
  });

  it('have limits of the account', async () => {
    expect(await test.call('DescribeLimits', {})).toEqual({
      AccountMaxReadCapacityUnits: 80_000,
      AccountMaxWriteCapacityUnits: 80_000,
      TableMaxReadCapacityUnits: 40_000,
      TableMaxWriteCapacityUnits: 40_000,
    });
  });
});

describe('an index of a table that lives', () => {
  const create = (IndexName: string, attribute: string) => ({
    AttributeDefinitions: [{ AttributeName: attribute, AttributeType: 'S' }],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName,
          KeySchema: [{ AttributeName: attribute, KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      },
    ],
  });
  const remove = (IndexName: string) => ({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] });
  const indexes = async () => (await described()).GlobalSecondaryIndexes ?? [];
  const settle = async () => {
    while (JSON.stringify(await indexes()).match(/"(?:CREATING|DELETING)"/)) await new Promise(setImmediate);
  };

  beforeEach(async () => {
    for (let n = 0; n < 500; n++) await put(test, TableName, { id: { S: `o${n}` }, kind: { S: `k${n % 5}` } });
  });

  it('is built in the background, and cannot be read before', async () => {
    await update(create('by-kind', 'kind'));
    expect(await indexes()).toMatchObject([{ IndexStatus: 'CREATING', Backfilling: true }]);
    const scan = { TableName, IndexName: 'by-kind', Select: 'COUNT' };
    await expect(test.call('Scan', scan)).rejects.toThrow(
      'Cannot read from backfilling global secondary index: by-kind',
    );
    // What is written meanwhile goes into it once, too.
    await put(test, TableName, { id: { S: 'new' }, kind: { S: 'k1' } });
    await test.call('DeleteItem', { TableName, Key: { id: { S: 'o499' } } });
    await settle();
    const [index] = (await indexes()) as readonly JsonObject[];
    expect(index).toMatchObject({ IndexStatus: 'ACTIVE', ItemCount: 500 });
    expect(index).not.toHaveProperty('Backfilling');
    expect(await test.call('Scan', scan)).toMatchObject({ Count: 500 });
  });

  it('stands alone while it is built, but can be deleted', async () => {
    await update(create('by-kind', 'kind'));
    await expect(test.call('UpdateTable', { TableName, ...create('other', 'id') })).rejects.toMatchObject({
      code: 'LimitExceededException',
    });
    const { GlobalSecondaryIndexes } = await update(remove('by-kind'));
    expect(GlobalSecondaryIndexes).toMatchObject([{ IndexStatus: 'DELETING' }]);
    await settle();
    expect(await described()).not.toHaveProperty('GlobalSecondaryIndexes');
    expect((await described()).AttributeDefinitions).toEqual([{ AttributeName: 'id', AttributeType: 'S' }]);
    await update(create('by-kind', 'kind'));
    await settle();
    expect(await indexes()).toMatchObject([{ IndexStatus: 'ACTIVE', ItemCount: 500 }]);
  });
});

describe('the tags of a table', () => {
  const tag = (Key: string, Value = '') => ({ Key, Value });
  const tags = async () => (await test.call('ListTagsOfResource', { ResourceArn: ARN })).Tags;

  it('are added, replaced and removed by key', async () => {
    await test.call('TagResource', { ResourceArn: ARN, Tags: [tag('a', '1'), tag('b', '2')] });
    await test.call('TagResource', { ResourceArn: ARN, Tags: [tag('a', '3')] });
    expect(await tags()).toEqual([tag('a', '3'), tag('b', '2')]);
    await test.call('UntagResource', { ResourceArn: ARN, TagKeys: ['a', 'none'] });
    expect(await tags()).toEqual([tag('b', '2')]);
  });

  /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
  it.each<[string, JsonObject, string, RegExp]>([
    ['TagResource', { Tags: [tag('a')] }, 'ValidationException', /Invalid TableArn/],
    ['TagResource', { ResourceArn: TableName, Tags: [tag('a')] }, 'ValidationException', /Invalid ResourceArn/],
    ['TagResource', { ResourceArn: ARN, Tags: [] }, 'ValidationException', /one Tag needs/],
    ['TagResource', { ResourceArn: ARN, Tags: [tag('aws:a')] }, 'ValidationException', /aws:/],
    ['TagResource', { ResourceArn: ARN, Tags: [tag('a'), tag('a')] }, 'ValidationException', /Duplicate/],
    ['TagResource', { ResourceArn: ARN, Tags: [tag('k'.repeat(129))] }, 'ValidationException', /equal to 128/],
    ['TagResource', { ResourceArn: ARN, Tags: [tag('k', 'v'.repeat(257))] }, 'ValidationException', /equal to 256/],
    [
      'TagResource',
      { ResourceArn: ARN, Tags: Array.from({ length: 51 }, (_, n) => tag(`k${n}`)) },
      'ValidationException',
      /50 tags/,
    ],
    ['UntagResource', { ResourceArn: ARN, TagKeys: [] }, 'ValidationException', /one Tag Key needs/],
    ['UntagResource', { ResourceArn: `${ARN}s`, TagKeys: ['a'] }, 'ResourceNotFoundException', /not found/],
    ['ListTagsOfResource', { ResourceArn: `${ARN}s` }, 'ResourceNotFoundException', /not found/],
    ['ListTagsOfResource', {}, 'ValidationException', /Invalid TableArn/],
  ])('%s refuses %j', async (operation, input, code, message) => {
    await expect(test.call(operation, input)).rejects.toMatchObject({ code, message });
    expect(await tags()).toEqual([]);
  });
});
