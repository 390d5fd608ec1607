import { structure } from '#services/dynamodb/shapes/collections.ts';
import { oneOf, text, whole } from '#services/dynamodb/shapes/scalars.ts';
import { required } from '#services/dynamodb/shapes/shape.ts';

const streamArn = text({ min: 37, max: 1024 });
const shardId = text({ min: 28, max: 65 });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
export const listParameters = structure({
  TableName: text({ min: 3, max: 255, pattern: '[a-zA-Z0-9_.-]+' }),
  Limit: whole({ min: 1, max: 100 }),
  ExclusiveStartStreamArn: streamArn,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export const describeParameters = structure({
  StreamArn: required(streamArn),
  Limit: whole({ min: 1, max: 100 }),
  ExclusiveStartShardId: shardId,
  ShardFilter: structure({ Type: oneOf('CHILD_SHARDS'), ShardId: shardId }),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
export const iteratorParameters = structure({
  StreamArn: required(streamArn),
  ShardId: required(text({ max: 65 })),
  ShardIteratorType: required(oneOf('TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER')),
  SequenceNumber: text(),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
export const getRecordsParameters = structure({
  ShardIterator: required(text({ min: 1, max: 2048 })),
  Limit: whole({ min: 1, max: 1000 }),
});
