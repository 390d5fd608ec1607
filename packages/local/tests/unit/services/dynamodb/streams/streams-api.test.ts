import type { JsonObject } from '@safelight/asl/json';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTable, put, type TestBackend, testBackend, withStream } from '#tests/unit/services/dynamodb/backend.ts';

const HOUR_MS = 3_600_000;

let test: TestBackend;
let arn: string;
let ShardId: string;

beforeEach(async () => {
  test = await testBackend();
  arn = String((await createTable(test, 'orders', withStream)).LatestStreamArn);
  ShardId = String((await describeShard()).ShardId);
});

afterEach(() => test.backend.close());

async function describeShard(): Promise<JsonObject> {
  const { StreamDescription } = await test.call('DescribeStream', { StreamArn: arn });
  const [shard] = (StreamDescription as JsonObject).Shards as readonly JsonObject[];
  return shard ?? {};
}

const iterator = async (ShardIteratorType: string, more: JsonObject = {}): Promise<string> =>
  String((await test.call('GetShardIterator', { StreamArn: arn, ShardId, ShardIteratorType, ...more })).ShardIterator);

async function records(ShardIterator: string, more: JsonObject = {}) {
  const { Records, NextShardIterator } = await test.call('GetRecords', { ShardIterator, ...more });
  const all = Records as readonly {
    readonly dynamodb: { readonly Keys: { readonly id: { readonly S: string } }; readonly SequenceNumber: string };
  }[];
  return {
    ids: all.map(({ dynamodb }) => dynamodb.Keys.id.S),
    numbers: all.map(({ dynamodb }) => dynamodb.SequenceNumber),
    next: NextShardIterator,
  };
}

const putAll = async (...ids: readonly string[]) => {
  for (const id of ids) await put(test, 'orders', { id: { S: id } });
};

describe('the Streams API', () => {
  it('lists and describes a stream with its shard', async () => {
    expect(await test.call('ListStreams', {})).toEqual({
      Streams: [{ StreamArn: arn, TableName: 'orders', StreamLabel: arn.split('/stream/')[1] }],
    });
    expect(await test.call('ListStreams', { TableName: 'others' })).toEqual({ Streams: [] });
    const { StreamDescription } = await test.call('DescribeStream', { StreamArn: arn });
    expect(StreamDescription).toMatchObject({
      StreamStatus: 'ENABLED',
      StreamViewType: 'NEW_AND_OLD_IMAGES',
      TableName: 'orders',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      Shards: [
        {
          ShardId: expect.stringMatching(/^shardId-\d{20}-\d{8}$/),
          SequenceNumberRange: { StartingSequenceNumber: expect.any(String) },
        },
      ],
    });
  });

  /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
  it('lists streams page by page, and shards after one', async () => {
    const other = String((await createTable(test, 'others', withStream)).LatestStreamArn);
    const first = await test.call('ListStreams', { Limit: 1 });
    expect(first).toMatchObject({ Streams: [{ StreamArn: arn }], LastEvaluatedStreamArn: arn });
    const second = await test.call('ListStreams', { Limit: 1, ExclusiveStartStreamArn: arn });
    expect(second).toEqual({ Streams: [expect.objectContaining({ StreamArn: other })] });
    const shards = async (more: JsonObject) =>
      (await test.call('DescribeStream', { StreamArn: arn, ...more })).StreamDescription;
    expect(await shards({ Limit: 1 })).toMatchObject({ Shards: [{ ShardId }] });
    expect(await shards({ ExclusiveStartShardId: ShardId })).toMatchObject({ Shards: [] });
    // The one shard has no children.
    expect(await shards({ ShardFilter: { Type: 'CHILD_SHARDS', ShardId } })).toMatchObject({ Shards: [] });
  });

  it('gives the records of a table that is gone for a day', async () => {
    await putAll('a', 'b');
    await test.call('DeleteTable', { TableName: 'orders' });
    await test.backend.sweepExpired();
    await test.clock.advance(23 * HOUR_MS);
    await test.backend.sweepExpired();
    expect(await records(await iterator('TRIM_HORIZON'))).toMatchObject({ ids: ['a', 'b'], next: undefined });
    await test.clock.advance(2 * HOUR_MS);
    await test.backend.sweepExpired();
    await expect(iterator('TRIM_HORIZON')).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('starts at the trim horizon, at the latest record, at or after a sequence number', async () => {
    await putAll('a', 'b', 'c');
    const { ids, numbers } = await records(await iterator('TRIM_HORIZON'));
    expect(ids).toEqual(['a', 'b', 'c']);
    const at = { SequenceNumber: numbers[1] ?? '' };
    expect((await records(await iterator('AT_SEQUENCE_NUMBER', at))).ids).toEqual(['b', 'c']);
    expect((await records(await iterator('AFTER_SEQUENCE_NUMBER', at))).ids).toEqual(['c']);
    const latest = await iterator('LATEST');
    await putAll('d');
    expect((await records(latest)).ids).toEqual(['d']);
  });

  it('pages by Limit, and goes on from each page', async () => {
    await putAll('a', 'b', 'c');
    const first = await records(await iterator('TRIM_HORIZON'), { Limit: 2 });
    expect(first.ids).toEqual(['a', 'b']);
    const second = await records(String(first.next));
    expect(second.ids).toEqual(['c']);
    expect((await records(String(second.next))).ids).toEqual([]);
  });

  it('gives sequence numbers that grow, within one millisecond too', async () => {
    await putAll('a', 'b', 'c', 'd');
    const { numbers } = await records(await iterator('TRIM_HORIZON'));
    expect(numbers.toSorted()).toEqual(numbers);
    expect(new Set(numbers).size).toBe(4);
  });

  it('keeps records for 24 hours', async () => {
    await putAll('a');
    const { numbers } = await records(await iterator('TRIM_HORIZON'));
    await test.clock.advance(23 * HOUR_MS);
    await putAll('b');
    expect((await records(await iterator('TRIM_HORIZON'))).ids).toEqual(['a', 'b']);
    await test.clock.advance(2 * HOUR_MS);
    expect((await records(await iterator('TRIM_HORIZON'))).ids).toEqual(['b']);
    await expect(iterator('AFTER_SEQUENCE_NUMBER', { SequenceNumber: numbers[0] ?? '' })).rejects.toMatchObject({
      code: 'TrimmedDataAccessException',
    });
  });

  it('lets an iterator expire after 15 minutes', async () => {
    const old = await iterator('TRIM_HORIZON');
    await test.clock.advance(16 * 60_000);
    await expect(records(old)).rejects.toMatchObject({ code: 'ExpiredIteratorException' });
  });

  it('ends a stream that is disabled once all is read, and begins another when it is enabled again', async () => {
    await putAll('a');
    const from = await iterator('TRIM_HORIZON');
    const update = async (StreamSpecification: JsonObject) => {
      const answer = await test.call('UpdateTable', { TableName: 'orders', StreamSpecification });
      // A table is UPDATING until the turns that follow.
      for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
      return answer;
    };
    await update({ StreamEnabled: false });
    await putAll('unseen');
    const last = await records(from);
    expect(last).toMatchObject({ ids: ['a'], next: undefined });
    expect((await describeShard()).SequenceNumberRange).toHaveProperty('EndingSequenceNumber');
    await expect(update({ StreamEnabled: false })).rejects.toMatchObject({ code: 'ValidationException' });
    await test.clock.advance(1000);
    const { TableDescription } = await update({ StreamEnabled: true, StreamViewType: 'KEYS_ONLY' });
    expect((TableDescription as JsonObject).LatestStreamArn).not.toBe(arn);
    expect(await test.call('DescribeStream', { StreamArn: arn })).toMatchObject({
      StreamDescription: { StreamStatus: 'DISABLED' },
    });
    await test.clock.advance(25 * HOUR_MS);
    await test.backend.sweepExpired();
    await expect(test.call('DescribeStream', { StreamArn: arn })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  it.each([
    [{ ShardIteratorType: 'NOWHERE' }, 'ValidationException'],
    [{ ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: 'x' }, 'ValidationException'],
    [{ ShardIteratorType: 'LATEST', ShardId: 'shardId-none' }, 'ResourceNotFoundException'],
  ])('refuses %j', async ({ ShardIteratorType, ...more }, code) => {
    await expect(iterator(ShardIteratorType, more)).rejects.toMatchObject({ code });
  });

  it.each([['nonsense'], ['arn|1|e30'], ['']])('refuses the iterator "%s"', async (made) => {
    await expect(records(made)).rejects.toMatchObject({ code: 'ValidationException' });
  });
});
