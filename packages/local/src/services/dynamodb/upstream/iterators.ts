import type { Json, JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';

type Call = (operation: string, input: JsonObject) => Promise<JsonObject>;

/**
 * DynamoDB Local numbers the writes to all tables in one row. It takes the gap before the first record of a shard for lost
 * records, and refuses every iterator that was made while the shard was empty with TrimmedDataAccessException. Nothing was
 * read through such an iterator, so the shard is read from its beginning instead.
 */
export function withLastingIterators(call: Call): Call {
  /** Iterators through which nothing has been read, and the shards that they stand at. */
  const unread = new Map<Json | undefined, JsonObject>();

  async function makeIterator(input: JsonObject): Promise<JsonObject> {
    const answer = await call('GetShardIterator', input);
    const { StreamArn, ShardId, ShardIteratorType: type } = input;
    if (type === 'TRIM_HORIZON' || type === 'LATEST')
      unread.set(answer.ShardIterator, { StreamArn: StreamArn ?? null, ShardId: ShardId ?? null });
    return answer;
  }

  async function read(input: JsonObject): Promise<JsonObject> {
    const shard = unread.get(input.ShardIterator);
    if (!shard) return call('GetRecords', input);
    const answer = await call('GetRecords', input).catch((error) => readFromBeginning(error, shard, input));
    unread.delete(input.ShardIterator);
    if (Array.isArray(answer.Records) && answer.Records.length === 0) unread.set(answer.NextShardIterator, shard);
    return answer;
  }

  async function readFromBeginning(error: unknown, shard: JsonObject, input: JsonObject): Promise<JsonObject> {
    if (!(error instanceof AwsError) || error.code !== 'TrimmedDataAccessException') throw error;
    const { ShardIterator } = await call('GetShardIterator', { ...shard, ShardIteratorType: 'TRIM_HORIZON' });
    return call('GetRecords', { ...input, ShardIterator: ShardIterator ?? null });
  }

  return (operation, input) => {
    if (operation === 'GetShardIterator') return makeIterator(input);
    return operation === 'GetRecords' ? read(input) : call(operation, input);
  };
}
