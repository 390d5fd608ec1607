import type { JsonObject } from '@safelight/asl/json';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createTable,
  put,
  readStream,
  type TestBackend,
  testBackend,
  withStream,
} from '#tests/unit/services/dynamodb/backend.ts';

const key = { id: { S: 'a' } };
const first = { ...key, n: { N: '1' } };
const second = { ...key, n: { N: '2' } };

let test: TestBackend;

beforeEach(async () => {
  test = await testBackend();
  await createTable(test, 'orders', withStream);
});

const images = (records: readonly JsonObject[]) =>
  records.map(({ eventName, dynamodb }) => {
    const { OldImage, NewImage } = dynamodb as JsonObject;
    return { eventName, OldImage, NewImage };
  });

const writes: readonly {
  readonly name: string;
  readonly run: () => Promise<unknown>;
  readonly expected: readonly object[];
}[] = [
  {
    name: 'a first put inserts',
    run: () => put(test, 'orders', first),
    expected: [{ eventName: 'INSERT', NewImage: first }],
  },
  {
    name: 'a put over another item modifies',
    run: async () => {
      await put(test, 'orders', first);
      await put(test, 'orders', second);
    },
    expected: [
      { eventName: 'INSERT', NewImage: first },
      { eventName: 'MODIFY', OldImage: first, NewImage: second },
    ],
  },
  {
    name: 'an update modifies',
    run: async () => {
      await put(test, 'orders', first);
      await test.call('UpdateItem', {
        TableName: 'orders',
        Key: key,
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      });
    },
    expected: [
      { eventName: 'INSERT', NewImage: first },
      { eventName: 'MODIFY', OldImage: first, NewImage: second },
    ],
  },
  {
    name: 'an update of an absent key inserts',
    run: () => test.call('UpdateItem', { TableName: 'orders', Key: key }),
    expected: [{ eventName: 'INSERT', NewImage: key }],
  },
  {
    name: 'a delete removes',
    run: async () => {
      await put(test, 'orders', first);
      await test.call('DeleteItem', { TableName: 'orders', Key: key });
    },
    expected: [
      { eventName: 'INSERT', NewImage: first },
      { eventName: 'REMOVE', OldImage: first },
    ],
  },
  {
    name: 'a delete of nothing leaves no record',
    run: () => test.call('DeleteItem', { TableName: 'orders', Key: key }),
    expected: [],
  },
  {
    name: 'a put of the same item leaves no record, whatever the order of a set',
    run: async () => {
      await put(test, 'orders', { ...key, tags: { SS: ['x', 'y'] } });
      await put(test, 'orders', { tags: { SS: ['y', 'x'] }, ...key });
    },
    expected: [{ eventName: 'INSERT', NewImage: { ...key, tags: { SS: ['x', 'y'] } } }],
  },
  {
    name: 'a batch is captured write by write',
    run: () =>
      test.call('BatchWriteItem', {
        RequestItems: { orders: [{ PutRequest: { Item: first } }, { DeleteRequest: { Key: { id: { S: 'b' } } } }] },
      }),
    expected: [{ eventName: 'INSERT', NewImage: first }],
  },
  {
    name: 'a refused write leaves no record',
    run: () =>
      expect(
        test.call('PutItem', { TableName: 'orders', Item: first, ConditionExpression: 'attribute_exists(id)' }),
      ).rejects.toMatchObject({ code: 'ConditionalCheckFailedException' }),
    expected: [],
  },
];

describe('change capture', () => {
  it.each(writes)('$name', async ({ run, expected }) => {
    await run();
    expect(images(await readStream(test, 'orders'))).toEqual(expected);
  });

  it('keeps the order of one key under concurrent writes, each old image the new one before it', async () => {
    const increments = Array.from({ length: 50 }, () =>
      test.call('UpdateItem', {
        TableName: 'orders',
        Key: key,
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      }),
    );
    await Promise.all(increments);
    const records = images(await readStream(test, 'orders'));
    expect(records).toHaveLength(50);
    for (const [index, { OldImage, NewImage }] of records.entries()) {
      expect(NewImage).toEqual({ ...key, n: { N: String(index + 1) } });
      expect(OldImage).toEqual(records[index - 1]?.NewImage);
    }
  });

  it.each([
    ['KEYS_ONLY', {}],
    ['NEW_IMAGE', { NewImage: second }],
    ['OLD_IMAGE', { OldImage: first }],
    ['NEW_AND_OLD_IMAGES', { OldImage: first, NewImage: second }],
  ])('shows a view of %s', async (view, expected) => {
    await createTable(test, 'viewed', { StreamSpecification: { StreamEnabled: true, StreamViewType: view } });
    await put(test, 'viewed', first);
    await put(test, 'viewed', second);
    const [, record] = await readStream(test, 'viewed');
    const { Keys, StreamViewType, OldImage, NewImage } = (record as JsonObject).dynamodb as JsonObject;
    expect({ Keys, StreamViewType }).toEqual({ Keys: key, StreamViewType: view });
    expect({ ...(OldImage && { OldImage }), ...(NewImage && { NewImage }) }).toEqual(expected);
  });

  it('marks what Time to Live removes as the work of the service', async () => {
    const past = { S: 'a' };
    await test.call('UpdateTimeToLive', {
      TableName: 'orders',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
    });
    const now = Math.floor(test.clock.now() / 1000);
    await put(test, 'orders', { id: past, until: { N: String(now - 1) } });
    await put(test, 'orders', { id: { S: 'later' }, until: { N: String(now + 60) } });
    await test.backend.sweepExpired();
    const records = await readStream(test, 'orders');
    expect(records.at(-1)).toMatchObject({
      eventName: 'REMOVE',
      dynamodb: { Keys: { id: past } },
      userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' },
    });
    expect(records).toHaveLength(3);
  });
});
