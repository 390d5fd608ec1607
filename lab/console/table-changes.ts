import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

type Key = Readonly<Record<string, unknown>>;

/** What has changed in a table: keys of rows, each as often as it changed. */
export interface TableChanges {
  /** Since it was asked last; `unknown` where that cannot be told, as the first time: then all rows must be read after it. */
  sinceLast(): Promise<readonly Key[] | 'unknown'>;
}

interface StreamDeps {
  readonly dynamodb: Pick<DynamoDBDocumentClient, 'send'>;
  readonly streams: Pick<DynamoDBStreamsClient, 'send'>;
}

/**
 * Changes of a table by its stream; `unknown` for ever where it has none. Whatever the stream refuses, such as an iterator that was not
 * used for 15 minutes, is `unknown` once.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html
 */
export function streamChanges({ dynamodb, streams }: StreamDeps, tableName: string): TableChanges {
  /** By shard, of those that are open. */
  let iterators: Map<string, string> | undefined;
  const open = async () => {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: tableName }));
    const StreamArn = Table?.LatestStreamArn;
    if (StreamArn === undefined) return undefined;
    const found = new Map<string, string>();
    for (const ShardId of await openShards(streams, StreamArn)) {
      const asked = new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'LATEST' });
      const { ShardIterator } = await streams.send(asked);
      if (ShardIterator !== undefined) found.set(ShardId, ShardIterator);
    }
    return found;
  };
  return {
    async sinceLast() {
      try {
        if (!iterators) {
          iterators = await open();
          return 'unknown';
        }
        const keys = await readAll(streams, iterators);
        // A shard that has ended has others in its place.
        if (keys === 'ended') iterators = await open();
        return keys === 'ended' ? 'unknown' : keys;
      } catch {
        iterators = undefined;
        return 'unknown';
      }
    },
  };
}

async function openShards(streams: StreamDeps['streams'], StreamArn: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const page = await streams.send(new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId }));
    const { Shards = [], LastEvaluatedShardId } = page.StreamDescription ?? {};
    const isOpen = Shards.filter(({ SequenceNumberRange }) => SequenceNumberRange?.EndingSequenceNumber === undefined);
    ids.push(...isOpen.flatMap(({ ShardId }) => ShardId ?? []));
    ExclusiveStartShardId = LastEvaluatedShardId;
  } while (ExclusiveStartShardId !== undefined);
  return ids;
}

/** Keys of all records that have come, with each iterator moved behind them. */
async function readAll(
  streams: StreamDeps['streams'],
  iterators: Map<string, string>,
): Promise<readonly Key[] | 'ended'> {
  const keys: Key[] = [];
  for (const shard of iterators.keys()) {
    let count: number;
    do {
      const { Records = [], NextShardIterator } = await streams.send(
        new GetRecordsCommand({ ShardIterator: iterators.get(shard) }),
      );
      if (NextShardIterator === undefined) return 'ended';
      iterators.set(shard, NextShardIterator);
      keys.push(...Records.flatMap(({ dynamodb }) => (dynamodb?.Keys ? unmarshall(dynamodb.Keys) : [])));
      count = Records.length;
    } while (count > 0);
  }
  return keys;
}
