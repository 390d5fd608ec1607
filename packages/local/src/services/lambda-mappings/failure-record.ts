import type { StreamRecord } from '#services/lambda-mappings/stream-record.ts';

export type FailureCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface GivenUp {
  readonly requestId: string;
  readonly functionArn: string;
  readonly condition: FailureCondition;
  readonly invokeCount: number;
  readonly functionError: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly shardId: string;
  readonly streamArn: string;
  readonly records: readonly StreamRecord[];
}

/**
 * What a queue or a topic is told of records that were given up: where they are in the stream, not what they are.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function failureRecord({ records, ...given }: GivenUp): object {
  const [first] = records;
  const last = records.at(-1);
  return {
    requestContext: {
      requestId: given.requestId,
      functionArn: given.functionArn,
      condition: given.condition,
      approximateInvokeCount: given.invokeCount,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: given.functionError ?? null,
    },
    version: '1.0',
    timestamp: new Date(given.now).toISOString(),
    DDBStreamBatchInfo: {
      shardId: given.shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: arrival(first),
      approximateArrivalOfLastRecord: arrival(last),
      batchSize: records.length,
      streamArn: given.streamArn,
    },
  };
}

const arrival = (record: StreamRecord | undefined): string =>
  new Date((record?.arrived ?? 0) * 1000).toISOString().replace('.000Z', 'Z');
