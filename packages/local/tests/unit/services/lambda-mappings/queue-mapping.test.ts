import type { JsonObject } from '@safelight/asl/json';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Harness, reporting } from '#tests/unit/services/lambda-mappings/harness.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await Harness.create();
});

afterEach(() => harness.close());

describe('a mapping from a queue', () => {
  const queue = { eventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:q', batchSize: 10 };
  const send = (MessageBody: string) => harness.sqs.call('SendMessage', { QueueUrl: 'q', MessageBody });
  const count = async () => {
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
    const { Attributes } = await harness.sqs.call('GetQueueAttributes', { QueueUrl: 'q', AttributeNames: names });
    return Object.values(Attributes as JsonObject).reduce<number>((sum, value) => sum + Number(value), 0);
  };

  beforeEach(() => harness.sqs.call('CreateQueue', { QueueName: 'q', Attributes: { VisibilityTimeout: '5' } }));

  it('deletes what the function did well', async () => {
    harness.start(queue);
    await send('a');
    await harness.pass(500);
    expect(harness.batches).toEqual([['a']]);
    expect(await count()).toBe(0);
  });

  it('hands on the tracing headers of messages', async () => {
    const StringValue = 'Root=1-6968d6c0-000000000000000000000001;Parent=53995c3f42cd8ad8;Sampled=1';
    const MessageSystemAttributes = { AWSTraceHeader: { DataType: 'String', StringValue } };
    await harness.sqs.call('SendMessage', { QueueUrl: 'q', MessageBody: 'a', MessageSystemAttributes });
    await send('b');
    harness.start(queue);
    await harness.pass(500);
    expect(harness.carried).toEqual([
      { root: '1-6968d6c0-000000000000000000000001', parent: '53995c3f42cd8ad8', isSampled: true },
    ]);
  });

  it('leaves what failed to become visible again', async () => {
    let failures = 1;
    harness.handler = () => {
      if (failures-- > 0) throw new Error('failed');
      return undefined;
    };
    harness.start(queue);
    await send('a');
    await harness.pass(4000);
    expect(harness.batches).toEqual([['a']]);
    await harness.pass(2000);
    expect(harness.batches).toEqual([['a'], ['a']]);
    expect(await count()).toBe(0);
  });

  it('deletes the rest of a batch when some are reported as failed', async () => {
    await send('a');
    await send('b');
    harness.handler = reporting('b');
    harness.start({ ...queue, reportBatchItemFailures: true });
    await harness.pass(500);
    expect(harness.batches).toEqual([['a', 'b']]);
    expect(await count()).toBe(1);
  });

  it('deletes what no filter matches', async () => {
    await send('{"kind": "print"}');
    await send('{"kind": "other"}');
    harness.start({ ...queue, filterPatterns: ['{"body": {"kind": ["print"]}}'] });
    await harness.pass(500);
    expect(harness.batches).toEqual([['{"kind": "print"}']]);
    expect(await count()).toBe(0);
  });
});
