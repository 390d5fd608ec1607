import type { Clock } from '@safelight/asl/clock';
import type { Json, JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { resourceNotFound, validationError } from '#services/dynamodb/errors.ts';
import { tableName } from '#services/dynamodb/names.ts';
import type { Operations } from '#services/dynamodb/operation.ts';
import type { StreamSettings } from '#services/dynamodb/settings.ts';
import { decodeIterator, encodeIterator } from '#services/dynamodb/streams/iterator.ts';
import type { StreamRecord } from '#services/dynamodb/streams/record.ts';
import { precedingSequenceNumber, sequenceNumberAt } from '#services/dynamodb/streams/sequence.ts';

/** GetRecords returns at most this many records, and this many bytes. */
const MOST_RECORDS = 1000;
const MOST_BYTES = 1024 * 1024;

/**
 * DynamoDB Streams. Every stream has one shard: a local table needs no second one, and clients see the same API.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html
 */
export function streamOperations(engine: Engine, clock: Clock): Operations {
  const { log, settings } = engine;

  function find(arn: Json | undefined): StreamSettings {
    const { stream } = settings.get(tableName(arn));
    if (stream && stream.arn === arn) return stream;
    throw resourceNotFound(`Requested resource not found: Stream: ${arn} not found`);
  }

  return {
    async ListStreams({ TableName: table }) {
      const wanted = table === undefined ? undefined : tableName(table);
      const streams = [...settings.all()].flatMap(([name, { stream }]) =>
        stream && (wanted ?? name) === name
          ? [{ StreamArn: stream.arn, TableName: name, StreamLabel: stream.label }]
          : [],
      );
      return { Streams: streams };
    },
    async DescribeStream({ StreamArn: arn }) {
      const stream = find(arn);
      const { KeySchema, TableName } = await engine.table(tableName(arn));
      return { StreamDescription: { ...describe(stream, await log.latest(stream.arn)), TableName, KeySchema } };
    },
    async GetShardIterator(input) {
      const stream = find(input.StreamArn);
      if (input.ShardId !== shardId(stream)) {
        throw resourceNotFound(
          `Requested resource not found: Shard ${input.ShardId} in Stream ${stream.arn} not found`,
        );
      }
      const after = await startingPoint(engine, stream, input);
      return { ShardIterator: encodeIterator({ streamArn: stream.arn, after }, clock) };
    },
    async GetRecords(input) {
      const { streamArn, after } = decodeIterator(String(input.ShardIterator), clock);
      const stream = find(streamArn);
      const records = withinBytes(await log.read(streamArn, after, limit(input.Limit)));
      const next = records.at(-1)?.dynamodb.SequenceNumber ?? after;
      const atEnd = !stream.enabled && next >= (await log.latest(streamArn));
      return {
        Records: records,
        ...(!atEnd && { NextShardIterator: encodeIterator({ streamArn, after: next }, clock) }),
      };
    },
  };
}

export const shardId = ({ created }: StreamSettings): string =>
  `shardId-${String(Math.floor(created * 1000)).padStart(20, '0')}-00000000`;

function describe(stream: StreamSettings, latest: string): JsonObject {
  const start = sequenceNumberAt(Math.floor(stream.created * 1000));
  const range = { StartingSequenceNumber: start, ...(!stream.enabled && { EndingSequenceNumber: latest || start }) };
  return {
    StreamArn: stream.arn,
    StreamLabel: stream.label,
    StreamStatus: stream.enabled ? 'ENABLED' : 'DISABLED',
    StreamViewType: stream.view,
    CreationRequestDateTime: stream.created,
    Shards: [{ ShardId: shardId(stream), SequenceNumberRange: range }],
  };
}

async function startingPoint({ log }: Engine, stream: StreamSettings, input: JsonObject): Promise<string> {
  switch (input.ShardIteratorType) {
    case 'TRIM_HORIZON':
      return '';
    case 'LATEST':
      return log.latest(stream.arn);
    case 'AT_SEQUENCE_NUMBER':
      return precedingSequenceNumber(sequenceNumber(input, log.horizon()));
    case 'AFTER_SEQUENCE_NUMBER':
      return sequenceNumber(input, log.horizon());
    default:
      throw validationError(`Invalid ShardIteratorType: ${input.ShardIteratorType}`);
  }
}

function sequenceNumber({ SequenceNumber: value }: JsonObject, horizon: string): string {
  if (typeof value !== 'string' || !/^\d{21,40}$/.test(value)) throw validationError('Invalid SequenceNumber');
  if (value >= horizon) return value;
  throw new AwsError('TrimmedDataAccessException', 'The requested sequence number is beyond the trim horizon');
}

function limit(value: Json | undefined): number {
  if (value === undefined || value === null) return MOST_RECORDS;
  if (typeof value === 'number' && value >= 1 && value <= MOST_RECORDS) return value;
  throw validationError(
    `1 validation error detected: Value '${value}' at 'limit' failed to satisfy constraint: Member must have value between 1 and ${MOST_RECORDS}`,
  );
}

function withinBytes(records: readonly StreamRecord[]): StreamRecord[] {
  let bytes = 0;
  return records.filter(({ dynamodb }, index) => {
    bytes += dynamodb.SizeBytes;
    return index === 0 || bytes <= MOST_BYTES;
  });
}
