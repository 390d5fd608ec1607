import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import { POLL_MS, readShard, type ShardDeps } from '#services/lambda-mappings/shard-reader.ts';

/** A mapping that cannot read its stream tries again after so long. */
const AFTER_PROBLEM_MS = 5000;

/** Looks for new shards so often. */
const SHARDS_EVERY_MS = 40 * POLL_MS;

/** Reads a stream's shards, parents before their children, until the signal aborts. */
export async function pollStream(mapping: EventSourceMapping, deps: ShardDeps): Promise<void> {
  const reading = new Set<string>();
  const hasEnded = (shardId: string) => deps.checkpoints.get(mapping.uuid, shardId)?.ended === true;

  function read(shardId: string): void {
    reading.add(shardId);
    readShard(mapping, shardId, deps)
      .catch((error) => problem(error))
      .finally(() => reading.delete(shardId));
  }

  async function problem(error: unknown): Promise<void> {
    if (deps.signal.aborted) return;
    deps.report(
      `${mapping.functionArn} cannot read ${mapping.eventSourceArn}: ${error instanceof Error ? error.message : error}`,
    );
    await deps.clock.sleep(AFTER_PROBLEM_MS, deps.signal).catch(() => undefined);
  }

  while (!deps.signal.aborted) {
    const shards = await listShards(mapping, deps).catch(async (error) => {
      await problem(error);
      return [];
    });
    const known = new Set(shards.map(({ ShardId }) => String(ShardId)));
    for (const { ShardId, ParentShardId } of shards) {
      const parent = String(ParentShardId ?? '');
      const isReady = !known.has(parent) || hasEnded(parent);
      if (isReady && !reading.has(String(ShardId)) && !hasEnded(String(ShardId))) read(String(ShardId));
    }
    await deps.clock.sleep(SHARDS_EVERY_MS, deps.signal).catch(() => undefined);
  }
}

async function listShards({ eventSourceArn }: EventSourceMapping, { call }: ShardDeps): Promise<readonly JsonObject[]> {
  const { StreamDescription: description } = await call('DescribeStream', { StreamArn: eventSourceArn });
  const shards = isJsonObject(description) ? description.Shards : undefined;
  return Array.isArray(shards) ? shards.filter(isJsonObject) : [];
}
