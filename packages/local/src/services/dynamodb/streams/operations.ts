import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { resourceNotFound, validationError } from '#services/dynamodb/errors.ts';
import { tableName } from '#services/dynamodb/names.ts';
import type { Operations } from '#services/dynamodb/operations/operation.ts';
import type { Read } from '#services/dynamodb/shapes/collections.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';
import { describeStream, shardId } from '#services/dynamodb/streams/describe.ts';
import { decodeIterator, encodeIterator } from '#services/dynamodb/streams/iterator.ts';
import {
  describeParameters,
  getRecordsParameters,
  iteratorParameters,
  listParameters,
} from '#services/dynamodb/streams/parameters.ts';
import type { StreamRecord } from '#services/dynamodb/streams/record.ts';
import { precedingSequenceNumber } from '#services/dynamodb/streams/sequence.ts';
import type { Stream } from '#services/dynamodb/streams/stream.ts';

/** GetRecords returns at most this many records, and this many bytes. */
const MOST_RECORDS = 1000;
const MOST_BYTES = 1024 * 1024;

/**
 * DynamoDB Streams. Every stream has one shard: a local table needs no second one, and clients see the same API.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html
 */
export function streamOperations(engine: Engine): Operations {
  const { streams, clock } = engine;

  function find(arn: string): Stream {
    const stream = streams.find(arn);
    if (stream) return stream;
    throw resourceNotFound(`Requested resource not found: Stream: ${arn} not found`);
  }

  return {
    ListStreams: (input) => listStreams(engine, input),
    DescribeStream(input) {
      const options = readInput(describeParameters, input);
      const stream = find(options.StreamArn);
      return { StreamDescription: describeStream(stream, streams.latest(stream.id), options) };
    },
    GetShardIterator(input) {
      const options = readInput(iteratorParameters, input);
      const stream = find(options.StreamArn);
      if (options.ShardId !== shardId(stream))
        throw resourceNotFound(
          `Requested resource not found: Shard ${options.ShardId} in Stream ${stream.arn} not found`,
        );
      const after = startingPoint(engine, stream, options);
      return { ShardIterator: encodeIterator({ streamArn: stream.arn, after }, clock) };
    },
    GetRecords(input) {
      const { ShardIterator: iterator, Limit: limit = MOST_RECORDS } = readInput(getRecordsParameters, input);
      const { streamArn, after } = decodeIterator(iterator, clock);
      const stream = find(streamArn);
      const records = page(streams.read(stream.id, after), limit);
      const next = records.at(-1)?.dynamodb.SequenceNumber ?? after;
      const isAtEnd = stream.disabled !== undefined && next >= streams.latest(stream.id);
      return {
        Records: records,
        ...(!isAtEnd && { NextShardIterator: encodeIterator({ streamArn, after: next }, clock) }),
      };
    },
  };
}

function listStreams({ streams }: Engine, input: JsonObject): JsonObject {
  const options = readInput(listParameters, input);
  const { TableName: table, Limit: limit = 100, ExclusiveStartStreamArn: start } = options;
  const wanted = table === undefined ? undefined : tableName(table);
  const all = streams
    .all()
    .filter((stream) => (wanted ?? stream.table) === stream.table && (start === undefined || stream.arn > start))
    .sort((one, other) => (one.arn < other.arn ? -1 : 1));
  const page = all.slice(0, limit);
  return {
    Streams: page.map(({ arn, table: name, label }) => ({ StreamArn: arn, TableName: name, StreamLabel: label })),
    ...(all.length > limit && { LastEvaluatedStreamArn: page.at(-1)?.arn ?? null }),
  };
}

/** Reading starts after this sequence number; '' is before all. */
function startingPoint({ streams }: Engine, { id }: Stream, options: Read<typeof iteratorParameters>): string {
  switch (options.ShardIteratorType) {
    case 'TRIM_HORIZON':
      return '';
    case 'LATEST':
      return streams.latest(id);
    case 'AT_SEQUENCE_NUMBER':
      return precedingSequenceNumber(sequenceNumber(options, streams.horizon()));
    default:
      return sequenceNumber(options, streams.horizon());
  }
}

function sequenceNumber({ SequenceNumber: value }: { readonly SequenceNumber?: string }, horizon: string): string {
  if (value === undefined)
    throw validationError(
      'SequenceNumber is required for ShardIteratorType AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER',
    );
  if (!/^\d{21,40}$/.test(value)) throw validationError('Invalid SequenceNumber');
  if (value >= horizon) return value;
  throw new AwsError('TrimmedDataAccessException', 'The requested sequence number is beyond the trim horizon');
}

function page(records: Iterable<StreamRecord>, limit: number): StreamRecord[] {
  const some: StreamRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    bytes += record.dynamodb.SizeBytes;
    if (some.length > 0 && bytes > MOST_BYTES) break;
    some.push(record);
    if (some.length === limit) break;
  }
  return some;
}
