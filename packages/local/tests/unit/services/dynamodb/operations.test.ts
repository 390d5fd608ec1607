import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@safelight/asl/json';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createTable,
  put,
  readStream,
  type TestBackend,
  testBackend,
  withStream,
} from '#tests/unit/services/dynamodb/backend.ts';

const key = (id: string): JsonObject => ({ id: { S: id } });
const item = (id: string, n: number): JsonObject => ({ ...key(id), n: { N: String(n) } });

let test: TestBackend;

beforeEach(async () => {
  test = await testBackend();
  await createTable(test, 'stock', withStream);
});

afterEach(() => test.backend.close());

const get = async (id: string) => (await test.call('GetItem', { TableName: 'stock', Key: key(id) })).Item;

const add = (id: string, n: number): JsonObject => ({
  Update: {
    TableName: 'stock',
    Key: key(id),
    UpdateExpression: 'ADD n :n',
    ConditionExpression: 'n >= :least',
    ExpressionAttributeValues: { ':n': { N: String(n) }, ':least': { N: String(-n) } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

const transact = (...TransactItems: readonly JsonObject[]) => test.call('TransactWriteItems', { TransactItems });

describe('transactions', () => {
  it('tell for each action why the whole was canceled, with the item where it was asked for', async () => {
    await put(test, 'stock', item('a', 5));
    await put(test, 'stock', item('b', 1));
    const error = await transact(add('a', -2), add('b', -2)).catch((failure) => failure);
    expect(error).toMatchObject({
      code: 'TransactionCanceledException',
      message: expect.stringContaining('[None, ConditionalCheckFailed]'),
      details: { CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Item: item('b', 1) }] },
    });
    expect(await get('a')).toEqual(item('a', 5));
  });

  it('put back what they wrote when a later write is refused', async () => {
    await put(test, 'stock', item('a', 5));
    await put(test, 'stock', { ...key('b'), n: { S: 'not a number' } });
    const bad = {
      Update: {
        TableName: 'stock',
        Key: key('b'),
        UpdateExpression: 'ADD n :n',
        ExpressionAttributeValues: { ':n': { N: '1' } },
      },
    };
    await expect(transact(add('a', -2), bad)).rejects.toMatchObject({
      details: { CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError' }] },
    });
    expect(await get('a')).toEqual(item('a', 5));
  });

  it('never let two take the last one', async () => {
    await put(test, 'stock', item('a', 10));
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => transact(add('a', -1))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await get('a')).toEqual(item('a', 0));
  });

  it('do not mix with single writes', async () => {
    await put(test, 'stock', item('a', 0));
    await put(test, 'stock', item('b', 0));
    const single = () =>
      test.call('UpdateItem', {
        TableName: 'stock',
        Key: key('a'),
        UpdateExpression: 'ADD n :n',
        ExpressionAttributeValues: { ':n': { N: '1' } },
      });
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? single() : transact(add('a', 1), add('b', 1)))),
    );
    expect(await get('a')).toEqual(item('a', 40));
    expect(await get('b')).toEqual(item('b', 20));
    expect(await readStream(test, 'stock')).toHaveLength(62);
  });

  it.each([
    ['nothing', []],
    ['an item twice', [add('a', 1), { Delete: { TableName: 'stock', Key: key('a') } }]],
    ['more than a hundred actions', Array.from({ length: 101 }, (_, index) => add(String(index), 1))],
  ])('refuse %s', async (_, actions) => {
    await expect(transact(...actions)).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('read several items at one moment', async () => {
    await put(test, 'stock', item('a', 1));
    const Get = (id: string) => ({ Get: { TableName: 'stock', Key: key(id) } });
    expect(await test.call('TransactGetItems', { TransactItems: [Get('a'), Get('none')] })).toEqual({
      Responses: [{ Item: item('a', 1) }, {}],
    });
  });
});

describe('tables', () => {
  it('tables are also found by their ARN', async () => {
    const TableName = 'arn:aws:dynamodb:us-east-1:000000000000:table/stock';
    await test.call('PutItem', { TableName, Item: item('a', 1) });
    expect(await get('a')).toEqual(item('a', 1));
    const { Table } = await test.call('DescribeTable', { TableName });
    expect(Table).toMatchObject({ TableName: 'stock', TableArn: TableName });
  });

  it('Time to Live is switched on and off', async () => {
    const update = (Enabled: boolean) =>
      test.call('UpdateTimeToLive', {
        TableName: 'stock',
        TimeToLiveSpecification: { Enabled, AttributeName: 'until' },
      });
    await update(true);
    expect(await test.call('DescribeTimeToLive', { TableName: 'stock' })).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'until' },
    });
    await expect(update(true)).rejects.toMatchObject({
      code: 'ValidationException',
      message: 'TimeToLive is already enabled',
    });
    await update(false);
    expect(await test.call('DescribeTimeToLive', { TableName: 'stock' })).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' },
    });
  });

  it('other operations are refused by name', async () => {
    await expect(test.call('SearchVectors', {})).rejects.toMatchObject({
      code: 'UnknownOperationException',
      message: /SearchVectors/,
    });
    const update = { TableName: 'stock', ReplicaUpdates: [] };
    await expect(test.call('UpdateTable', update)).rejects.toThrow(/ReplicaUpdates is not supported here/);
  });

  it('a table that is gone leaves its stream for a day', async () => {
    await put(test, 'stock', item('a', 1));
    const { Table } = await test.call('DescribeTable', { TableName: 'stock' });
    const StreamArn = (Table as JsonObject).LatestStreamArn ?? '';
    await test.call('DeleteTable', { TableName: 'stock' });
    await test.backend.sweepExpired();
    expect(await test.call('ListStreams', {})).toMatchObject({ Streams: [{ StreamArn }] });
    expect(await test.call('DescribeStream', { StreamArn })).toMatchObject({
      StreamDescription: { StreamStatus: 'DISABLED', TableName: 'stock' },
    });
    await test.clock.advance(25 * 3_600_000);
    await test.backend.sweepExpired();
    expect(await test.call('ListStreams', {})).toEqual({ Streams: [] });
  });
});

describe('a data folder', () => {
  it('brings items, settings and stream records back, with numbers that go on growing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'darkroom-'));
    const file = join(folder, 'darkroom.db');
    const first = testBackend(file);
    await createTable(first, 'kept', withStream);
    await put(first, 'kept', item('a', 1));
    await first.backend.close();
    const second = testBackend(file);
    await put(second, 'kept', item('b', 2));
    const records = (await readStream(second, 'kept')).map(
      ({ dynamodb }) => (dynamodb as JsonObject).SequenceNumber as string,
    );
    expect(records).toHaveLength(2);
    expect(records.toSorted()).toEqual(records);
    expect((await second.call('GetItem', { TableName: 'kept', Key: key('a') })).Item).toEqual(item('a', 1));
    await second.backend.close();
    rmSync(folder, { recursive: true });
  });
});
