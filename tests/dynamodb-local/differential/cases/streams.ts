import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { normal } from '../normal.ts';
import type { Random } from '../random.ts';
import type { Probe, Side } from '../side.ts';
import { DOUBLE, SINGLE } from '../tables.ts';
import { batchWrite, transactWrite } from './several-items.ts';
import { conditionalWrite, updateItem } from './writes.ts';

/** Some writes, and what the streams of the tables tell of them: in order for each item. */
export function streamed(random: Random): Probe {
  const all = Array.from({ length: 6 }, () =>
    random.pick([conditionalWrite, updateItem, updateItem, transactWrite, batchWrite])(random),
  );
  // DynamoDB Local takes a token of no characters, which is told where it is alone.
  const writes = all.filter(({ title }) => !title.includes('"ClientRequestToken":""'));
  return {
    title: `the streams after\n${writes.map(({ title }) => `       ${title}`).join('\n')}`,
    async run(side) {
      const iterators = await Promise.all([SINGLE, DOUBLE].map((table) => latest(side, table)));
      for (const write of writes) await write.run(side);
      const records = await Promise.all(iterators.map((iterator) => recordsFrom(side, iterator)));
      return records.map(byItem);
    },
  };
}

async function body(side: Side, operation: string, input: JsonObject): Promise<JsonObject> {
  const answer = await side.call(operation, input);
  if (answer.error !== undefined) throw new Error(`${operation}: ${answer.error}`);
  return answer.body;
}

const objects = (json: Json | undefined): readonly JsonObject[] =>
  Array.isArray(json) ? json.filter(isJsonObject) : [];

async function latest(side: Side, TableName: string): Promise<string> {
  const { Table: table } = await body(side, 'DescribeTable', { TableName });
  const StreamArn = isJsonObject(table) ? String(table.LatestStreamArn) : '';
  const { StreamDescription: stream } = await body(side, 'DescribeStream', { StreamArn });
  const shard = objects(isJsonObject(stream) ? stream.Shards : undefined).at(-1);
  const at = { StreamArn, ShardId: String(shard?.ShardId), ShardIteratorType: 'LATEST' };
  const { ShardIterator: iterator } = await body(side, 'GetShardIterator', at);
  return String(iterator);
}

async function recordsFrom(side: Side, ShardIterator: string): Promise<readonly JsonObject[]> {
  const { Records: records } = await body(side, 'GetRecords', { ShardIterator });
  return objects(records);
}

/** AWS orders the records of an item, not those of different ones. */
function byItem(records: readonly JsonObject[]): JsonObject {
  const groups: Record<string, JsonObject[]> = {};
  for (const { eventName = null, dynamodb } of records) {
    if (!isJsonObject(dynamodb)) continue;
    const { Keys = null, OldImage = null, NewImage = null, SizeBytes = null, StreamViewType = null } = dynamodb;
    const group = JSON.stringify(normal(Keys));
    groups[group] = [...(groups[group] ?? []), { eventName, OldImage, NewImage, SizeBytes, StreamViewType }];
  }
  return groups;
}
