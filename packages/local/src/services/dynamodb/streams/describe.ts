import type { JsonObject } from '@safelight/asl/json';
import { keySchemaElements } from '#services/dynamodb/schema/key-schema.ts';
import type { Read } from '#services/dynamodb/shapes/collections.ts';
import type { describeParameters } from '#services/dynamodb/streams/parameters.ts';
import { sequenceNumberAt } from '#services/dynamodb/streams/sequence.ts';
import type { Stream } from '#services/dynamodb/streams/stream.ts';

export const shardId = ({ created }: Stream): string =>
  `shardId-${String(Math.floor(created * 1000)).padStart(20, '0')}-00000000`;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamDescription.html */
export function describeStream(stream: Stream, latest: string, options: Read<typeof describeParameters>): JsonObject {
  const start = sequenceNumberAt(Math.floor(stream.created * 1000));
  const isEnded = stream.disabled !== undefined;
  const range = { StartingSequenceNumber: start, ...(isEnded && { EndingSequenceNumber: latest || start }) };
  const shard = { ShardId: shardId(stream), SequenceNumberRange: range };
  // The one shard comes after no other, and has no children.
  const isWanted = !options.ShardFilter && (options.ExclusiveStartShardId ?? '') < shard.ShardId;
  return {
    StreamArn: stream.arn,
    StreamLabel: stream.label,
    StreamStatus: isEnded ? 'DISABLED' : 'ENABLED',
    StreamViewType: stream.view,
    CreationRequestDateTime: stream.created,
    TableName: stream.table,
    KeySchema: keySchemaElements(stream.key),
    Shards: isWanted ? [shard] : [],
  };
}
