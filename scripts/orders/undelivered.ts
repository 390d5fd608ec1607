import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import * as z from 'zod';

/**
 * What Lambda sends to an on-failure destination: where the records lie, not the records.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
const pointerSchema = z.object({
  DDBStreamBatchInfo: z.object({
    shardId: z.string(),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
    batchSize: z.number(),
    streamArn: z.string(),
  }),
});

export type UndeliveredBatch = z.infer<typeof pointerSchema>['DDBStreamBatchInfo'];

/** The stream keeps records for 24 hours only. */
export class TrimmedRecords extends Error {
  override readonly name = 'TrimmedRecords';

  constructor({ startSequenceNumber }: UndeliveredBatch) {
    super(
      `The stream no longer has record ${startSequenceNumber}: it keeps them for 24 hours. ` +
        'Orders still PLACED are in the orders table: restart each with --order ID.',
    );
  }
}

/** Throws for a message that is not such a pointer. */
export function parseUndelivered(body: string): UndeliveredBatch {
  try {
    return pointerSchema.parse(JSON.parse(body)).DDBStreamBatchInfo;
  } catch {
    throw new Error('The message is not a pointer to stream records; it is left in the queue.');
  }
}

/** Fetches what a pointer points to, in order. Throws `TrimmedRecords`. */
export async function fetchRecords(
  streams: Pick<DynamoDBStreamsClient, 'send'>,
  batch: UndeliveredBatch,
): Promise<readonly StreamRecord[]> {
  const last = BigInt(batch.endSequenceNumber);
  const records: StreamRecord[] = [];
  let iterator = await firstIterator(streams, batch);
  while (iterator !== undefined) {
    const page = await orTrimmed(batch, streams.send(new GetRecordsCommand({ ShardIterator: iterator })));
    const found = page.Records ?? [];
    records.push(...found.filter((record) => sequenceOf(record) <= last));
    const isPast = found.some((record) => sequenceOf(record) >= last);
    // An open shard always has another iterator; nothing new behind it means that there is nothing more.
    iterator = isPast || found.length === 0 ? undefined : page.NextShardIterator;
  }
  return records;
}

async function firstIterator(streams: Pick<DynamoDBStreamsClient, 'send'>, batch: UndeliveredBatch) {
  const command = new GetShardIteratorCommand({
    StreamArn: batch.streamArn,
    ShardId: batch.shardId,
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
    SequenceNumber: batch.startSequenceNumber,
  });
  return (await orTrimmed(batch, streams.send(command))).ShardIterator;
}

async function orTrimmed<T>(batch: UndeliveredBatch, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const trimmed =
      error instanceof Error && ['TrimmedDataAccessException', 'ResourceNotFoundException'].includes(error.name);
    throw trimmed ? new TrimmedRecords(batch) : error;
  }
}

const sequenceOf = (record: StreamRecord): bigint => BigInt(record.dynamodb?.SequenceNumber ?? '0');
