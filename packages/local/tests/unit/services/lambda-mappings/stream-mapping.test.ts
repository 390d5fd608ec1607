import type { JsonObject } from '@safelight/asl/json';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failing, Harness, reporting } from '#tests/unit/services/lambda-mappings/harness.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:failed';

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.create();
});

afterEach(() => harness.close());

const letters = () => harness.deliveries.map(({ body }) => JSON.parse(body));

describe('a mapping from a stream', () => {
  it('hands records over in the shape that AWS documents', async () => {
    const records: JsonObject[] = [];
    harness.handler = (batch) => void records.push(...batch.map(({ record }) => record));
    harness.start();
    await harness.put('a');
    await harness.pass(250);
    expect(records).toMatchObject([
      {
        eventName: 'INSERT',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'us-east-1',
        eventSourceARN: harness.streamArn,
        dynamodb: { Keys: { id: { S: 'a' } }, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    ]);
  });

  it('reads at once when something changes, not only at its next poll', async () => {
    harness.start();
    await harness.pass(1000);
    await harness.put('a');
    await harness.pass(0);
    expect(harness.batches).toEqual([['a']]);
  });

  it('makes batches of at most BatchSize', async () => {
    await harness.put('a', 'b', 'c', 'd', 'e');
    harness.start({ batchSize: 2 });
    await harness.pass(1000);
    expect(harness.batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('waits for MaximumBatchingWindowInSeconds unless the batch is full before', async () => {
    harness.start({ batchSize: 3, batchingWindowSeconds: 2 });
    await harness.put('a');
    await harness.pass(1500);
    expect(harness.batches).toEqual([]);
    await harness.pass(600);
    expect(harness.batches).toEqual([['a']]);
    await harness.put('b', 'c', 'd');
    await harness.pass(250);
    expect(harness.batches).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('starts at LATEST behind what is there already', async () => {
    await harness.put('before');
    harness.start({ startingPosition: 'LATEST' });
    await harness.pass(500);
    await harness.put('after');
    await harness.pass(500);
    expect(harness.batches).toEqual([['after']]);
  });

  it('passes only what a filter matches, and does not come back to the rest', async () => {
    const filterPatterns = [
      JSON.stringify({ eventName: ['INSERT'], dynamodb: { Keys: { id: { S: [{ prefix: 'order-' }] } } } }),
    ];
    await harness.put('order-1', 'other', 'order-1', 'order-2');
    harness.start({ filterPatterns });
    await harness.pass(500);
    expect(harness.batches).toEqual([['order-1', 'order-2']]);
    await harness.stop();
    harness.start();
    await harness.pass(500);
    expect(harness.batches).toHaveLength(1);
  });

  it('goes on after a restart where it stopped', async () => {
    harness.start();
    await harness.put('a');
    await harness.pass(250);
    await harness.stop();
    await harness.put('b');
    harness.start();
    await harness.pass(250);
    expect(harness.batches).toEqual([['a'], ['b']]);
  });

  it('repeats after a restart what was not done with', async () => {
    harness.handler = failing('a');
    harness.start();
    await harness.put('a');
    await harness.pass(250);
    await harness.stop();
    harness.handler = () => undefined;
    harness.start();
    await harness.pass(250);
    expect(harness.batches.at(-1)).toEqual(['a']);
  });

  it('gives up nothing because the system ends', async () => {
    harness.handler = async () => {
      await harness.stop();
      throw new Error('killed');
    };
    harness.start({ maximumRetryAttempts: 0, onFailureArn: QUEUE });
    await harness.put('a');
    await harness.pass(1000);
    expect(harness.deliveries).toEqual([]);
    harness.handler = () => undefined;
    harness.start();
    await harness.pass(250);
    expect(harness.batches).toEqual([['a'], ['a']]);
  });

  it('reads in the role of the function, and says so when that may not', async () => {
    harness.refusing = 'dynamodb:GetRecords';
    harness.start();
    await harness.put('a');
    await harness.pass(250);
    expect(harness.batches).toEqual([]);
    expect(harness.lines[0]).toMatch(/cannot read .*not authorized to perform: dynamodb:GetRecords/);
    harness.refusing = undefined;
    await harness.pass(20_000);
    expect(harness.batches).toEqual([['a']]);
    expect(new Set(harness.asked.map(({ action }) => action))).toEqual(
      new Set(['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords']),
    );
  });
});

describe('a failing function', () => {
  it('gets the batch again until it succeeds, and nothing behind it before', async () => {
    let failures = 3;
    harness.handler = () => {
      if (failures-- > 0) throw new Error('failed');
      return undefined;
    };
    await harness.put('a', 'b', 'c');
    harness.start({ batchSize: 2 });
    await harness.pass(5000);
    expect(harness.batches).toEqual([['a', 'b'], ['a', 'b'], ['a', 'b'], ['a', 'b'], ['c']]);
  });

  it('gets a batch as often as MaximumRetryAttempts allow, then the destination is told', async () => {
    harness.handler = failing('b');
    await harness.put('a', 'b', 'c');
    harness.start({ batchSize: 2, maximumRetryAttempts: 2, onFailureArn: QUEUE });
    await harness.pass(5000);
    expect(harness.batches).toEqual([['a', 'b'], ['a', 'b'], ['a', 'b'], ['c']]);
    expect(harness.deliveries).toMatchObject([
      { targetArn: QUEUE, roleArn: 'arn:aws:iam::000000000000:role/consumer' },
    ]);
    expect(letters()).toMatchObject([
      {
        requestContext: {
          functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:consumer',
          condition: 'RetryAttemptsExhausted',
          approximateInvokeCount: 3,
        },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        version: '1.0',
        DDBStreamBatchInfo: {
          shardId: expect.stringMatching(/^shardId-/),
          startSequenceNumber: expect.stringMatching(/^\d{21}$/),
          endSequenceNumber: expect.stringMatching(/^\d{21}$/),
          approximateArrivalOfFirstRecord: '2026-01-15T12:00:00Z',
          approximateArrivalOfLastRecord: '2026-01-15T12:00:00Z',
          batchSize: 2,
          streamArn: harness.streamArn,
        },
      },
    ]);
  });

  it('gets halves of a batch with BisectBatchOnFunctionError, until the bad record is alone', async () => {
    harness.handler = failing('c');
    await harness.put('a', 'b', 'c', 'd');
    harness.start({ bisectBatchOnFunctionError: true, maximumRetryAttempts: 1, onFailureArn: QUEUE });
    await harness.pass(5000);
    expect(harness.batches).toEqual([['a', 'b', 'c', 'd'], ['a', 'b'], ['c', 'd'], ['c'], ['c'], ['d']]);
    expect(letters().map(({ DDBStreamBatchInfo: { batchSize } }) => batchSize)).toEqual([1]);
  });

  it('gets the batch from the lowest reported failure on', async () => {
    let answered = false;
    harness.handler = (batch) => {
      if (answered) return undefined;
      answered = true;
      return reporting('d', 'b')(batch);
    };
    await harness.put('a', 'b', 'c', 'd');
    harness.start({ reportBatchItemFailures: true });
    await harness.pass(2000);
    expect(harness.batches).toEqual([
      ['a', 'b', 'c', 'd'],
      ['b', 'c', 'd'],
    ]);
  });

  it('gets the whole batch again when it names a record that is not in it', async () => {
    let answered = false;
    harness.handler = () => {
      if (answered) return undefined;
      answered = true;
      return { batchItemFailures: [{ itemIdentifier: 'unknown' }] };
    };
    await harness.put('a', 'b');
    harness.start({ reportBatchItemFailures: true });
    await harness.pass(2000);
    expect(harness.batches).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('is believed to have done well when it reports failures without being asked to', async () => {
    harness.handler = reporting('a');
    await harness.put('a');
    harness.start();
    await harness.pass(2000);
    expect(harness.batches).toEqual([['a']]);
  });

  it('loses only the bad record when it reports it, with bisect', async () => {
    harness.handler = reporting('c');
    await harness.put('a', 'b', 'c', 'd');
    harness.start({
      reportBatchItemFailures: true,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 1,
      onFailureArn: QUEUE,
    });
    await harness.pass(5000);
    expect(harness.batches).toEqual([['a', 'b', 'c', 'd'], ['c', 'd'], ['c'], ['c'], ['d']]);
    expect(letters()).toHaveLength(1);
  });

  it('gets no record that is older than MaximumRecordAgeInSeconds', async () => {
    harness.handler = failing('a');
    await harness.put('a');
    harness.start({ maximumRecordAgeSeconds: 60, onFailureArn: QUEUE });
    await harness.pass(30_000);
    await harness.put('b');
    await harness.pass(60_000);
    expect(harness.batches.at(-1)).toEqual(['b']);
    expect(letters()).toMatchObject([
      { requestContext: { condition: 'RecordAgeExceeded' }, DDBStreamBatchInfo: { batchSize: 1 } },
    ]);
  });

  it('that is throttled is tried again without counting attempts', async () => {
    harness.throttled = true;
    await harness.put('a');
    harness.start({ maximumRetryAttempts: 0, onFailureArn: QUEUE });
    await harness.pass(10_000);
    harness.throttled = false;
    await harness.pass(30_000);
    expect(harness.batches).toEqual([['a']]);
    expect(harness.deliveries).toEqual([]);
  });
});

describe('a mapping with a ParallelizationFactor', () => {
  it('lets other keys pass a bad one, and keeps the order of each', async () => {
    harness.handler = failing('k0');
    const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
    await harness.put(...keys, ...keys);
    harness.start({ parallelizationFactor: 10, batchSize: 1, maximumRetryAttempts: 0 });
    await harness.pass(2000);
    for (const key of keys) expect(harness.batches.filter(([id]) => id === key)).toHaveLength(2);
  });

  it('moves its checkpoint only as far as everything is done', async () => {
    harness.handler = failing('k0');
    const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
    await harness.put(...keys);
    harness.start({ parallelizationFactor: 10, batchSize: 1 });
    await harness.pass(1000);
    await harness.stop();
    const before = harness.batches.length;
    harness.handler = () => undefined;
    harness.start({ parallelizationFactor: 10, batchSize: 1 });
    await harness.pass(1000);
    expect(harness.batches.slice(before).flat()).toContain('k0');
  });
});
