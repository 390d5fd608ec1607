import type { JsonObject } from '@safelight/asl/json';
import { expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import { withLastingIterators } from '#services/dynamodb/upstream/iterators.ts';

/** A stream as DynamoDB Local keeps it: an iterator from before the first record is refused once there is one. */
function streamOf(records: JsonObject[]) {
  let made = 0;
  return withLastingIterators(async (operation, input) => {
    if (operation === 'GetShardIterator') {
      const at = input.ShardIteratorType === 'LATEST' || records.length === 0 ? `empty-${made++}` : '0';
      return { ShardIterator: records.length > 0 && input.ShardIteratorType === 'LATEST' ? `${records.length}` : at };
    }
    const iterator = String(input.ShardIterator);
    if (iterator.startsWith('empty') && records.length > 0) throw new AwsError('TrimmedDataAccessException', 'past');
    if (iterator === 'lost') throw new AwsError('TrimmedDataAccessException', 'past');
    if (iterator.startsWith('empty')) return { Records: [], NextShardIterator: `empty-${made++}` };
    return { Records: records.slice(Number(iterator)), NextShardIterator: `${records.length}` };
  });
}

const shard = { StreamArn: 'stream', ShardId: 'shard' };

it.each(['TRIM_HORIZON', 'LATEST'])(
  'an iterator (%s) from before the first record of a shard reads that record',
  async (ShardIteratorType) => {
    const records: JsonObject[] = [];
    const call = streamOf(records);
    const { ShardIterator: first } = await call('GetShardIterator', { ...shard, ShardIteratorType });
    const { NextShardIterator: second } = await call('GetRecords', { ShardIterator: first ?? null });
    records.push({ n: 1 });
    const read = await call('GetRecords', { ShardIterator: second ?? null });
    expect(read).toEqual({ Records: [{ n: 1 }], NextShardIterator: '1' });
    records.push({ n: 2 });
    expect(await call('GetRecords', { ShardIterator: '1' })).toMatchObject({ Records: [{ n: 2 }] });
  },
);

it('records that are really lost stay an error', async () => {
  await expect(streamOf([{ n: 1 }])('GetRecords', { ShardIterator: 'lost' })).rejects.toThrow('past');
});
