import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { AwsError } from '@safelight/local/gateway/aws-error';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { fakeClient } from '#tests/support/orders/clients.ts';

type Consume = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

export interface FakeStream {
  readonly client: Pick<DynamoDBStreamsClient, 'send'>;
  readonly records: readonly DynamoDBRecord[];
  append(record: (sequenceNumber: number) => DynamoDBRecord): void;
  /** Forgets the oldest records, as a stream does after 24 hours. */
  trim(count: number): void;
}

/** A stream of one shard, with pages of two records. */
export function createFakeStream(): FakeStream {
  const records: DynamoDBRecord[] = [];
  let next = 100;
  const sequences = () => records.map(({ dynamodb }) => String(dynamodb?.SequenceNumber));

  const iteratorAt = (sequence: string) => {
    if (!sequences().includes(sequence))
      throw new AwsError('TrimmedDataAccessException', 'The operation attempted to read past the oldest stream record');
    return { ShardIterator: sequence };
  };
  const recordsFrom = (iterator: string) => {
    const from = iterator === 'latest' ? records.length : sequences().indexOf(iterator);
    return { Records: records.slice(from, from + 2), NextShardIterator: sequences()[from + 2] ?? 'latest' };
  };

  return {
    records,
    client: fakeClient<DynamoDBStreamsClient>(async (command, input) => {
      if (command === 'GetShardIterator') return iteratorAt(String(input.SequenceNumber));
      if (command === 'GetRecords') return recordsFrom(String(input.ShardIterator));
      throw new Error(`the Streams client does not fake ${command}`);
    }) as Pick<DynamoDBStreamsClient, 'send'>,
    append(record) {
      records.push(record(next));
      next += 1;
    },
    trim: (count) => void records.splice(0, count),
  };
}

/** What Lambda puts into the on-failure destination for a batch. */
export const pointerBody = (batch: readonly DynamoDBRecord[]): string =>
  JSON.stringify({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 6 },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: null },
    version: '1.0',
    timestamp: '2026-01-02T03:04:05.678Z',
    DDBStreamBatchInfo: {
      shardId: 'shardId-0001',
      startSequenceNumber: batch[0]?.dynamodb?.SequenceNumber,
      endSequenceNumber: batch.at(-1)?.dynamodb?.SequenceNumber,
      approximateArrivalOfFirstRecord: '2026-01-02T03:04:05.678Z',
      approximateArrivalOfLastRecord: '2026-01-02T03:04:05.678Z',
      batchSize: batch.length,
      streamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/darkroom-dev-orders/stream/2026',
    },
  });

interface Delivery {
  readonly consume: Consume;
  readonly maxAttempts: number;
  readonly onGivenUp: (batch: readonly DynamoDBRecord[]) => void;
}

/**
 * Hands a batch over as an event source mapping does: from the lowest failure on again, the batch halved when the
 * function itself failed, and given up after some attempts.
 */
export async function deliver(batch: readonly DynamoDBRecord[], delivery: Delivery, attempt = 1): Promise<void> {
  if (batch.length === 0) return;
  const rest = await failedPart(batch, delivery.consume);
  if (rest.length === 0) return;
  if (rest.length > 1 && rest.length === batch.length) {
    const half = Math.ceil(rest.length / 2);
    await deliver(rest.slice(0, half), delivery, attempt);
    await deliver(rest.slice(half), delivery, attempt);
  } else if (attempt >= delivery.maxAttempts) delivery.onGivenUp(rest);
  else await deliver(rest, delivery, attempt + 1);
}

async function failedPart(batch: readonly DynamoDBRecord[], consume: Consume): Promise<readonly DynamoDBRecord[]> {
  try {
    const { batchItemFailures } = await consume({ Records: [...batch] });
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const lowest = batch.findIndex(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? ''));
    return lowest < 0 ? [] : batch.slice(lowest);
  } catch {
    return batch;
  }
}
