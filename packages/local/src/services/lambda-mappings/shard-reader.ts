import type { Clock } from '@safelight/asl/clock';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import type { Signal } from '#local/turns/signal.ts';
import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import { type BatchContext, type ProcessorDeps, processBatch } from '#services/lambda-mappings/batch-processor.ts';
import { type Checkpoints, trackProgress } from '#services/lambda-mappings/checkpoints.ts';
import { createLane, type Lane } from '#services/lambda-mappings/lane.ts';
import { recordFilter } from '#services/lambda-mappings/record-filter.ts';
import { readStreamRecord, type StreamRecord } from '#services/lambda-mappings/stream-record.ts';

/** Lambda polls a shard four times a second. */
export const POLL_MS = 250;

/** GetRecords answers at most so many. */
const MOST_RECORDS = 1000;

/** Changes come in bursts: what follows within so long is read together. */
const GATHER_MS = 50;

/** So many records are read ahead of those that are done with. */
const MOST_OPEN = 2000;

export interface ShardDeps extends ProcessorDeps {
  readonly clock: Clock;
  readonly checkpoints: Checkpoints;
  /** An operation of the Streams API, in the role of the function. */
  readonly call: (operation: string, input: JsonObject) => Promise<JsonObject>;
  /** Notified when the stream has changed. */
  readonly changed: Signal;
  readonly signal: AbortSignal;
}

/** Reads one shard to its end, and hands its records to lanes: each key to one lane, so that its order is kept. */
export async function readShard(mapping: EventSourceMapping, shardId: string, deps: ShardDeps): Promise<void> {
  // When reading ends, by an error too, so do the lanes: the next reader of the shard starts its own from the checkpoint.
  const own = new AbortController();
  const signal = AbortSignal.any([own.signal, deps.signal]);
  try {
    await read(mapping, shardId, { ...deps, signal }, (error) => own.abort(error));
  } finally {
    own.abort();
  }
}

async function read(
  mapping: EventSourceMapping,
  shardId: string,
  deps: ShardDeps,
  onFault: (error: unknown) => void,
): Promise<void> {
  const { eventSourceArn: streamArn } = mapping;
  const passes = recordFilter(mapping.filterPatterns);
  const progress = trackProgress((after) => {
    if (!deps.signal.aborted) deps.checkpoints.set(mapping.uuid, shardId, { streamArn, after, ended: false });
  });
  const done = (records: readonly StreamRecord[]) => progress.done(records.map((record) => record.sequenceNumber));
  const lanes = startLanes({ mapping, shardId, done, signal: deps.signal }, deps, onFault);

  function take(records: readonly StreamRecord[]): void {
    for (const record of records) progress.add(record.sequenceNumber);
    const { wanted = [], others = [] } = Object.groupBy(records, ({ event }) => (passes(event) ? 'wanted' : 'others'));
    for (const record of wanted) lanes[laneOf(record.key, lanes.length)]?.push(record);
    done(others);
  }

  let iterator: string | undefined = await firstIterator(mapping, shardId, deps);
  while (iterator !== undefined) {
    const changed = deps.changed.next();
    const answer = await deps.call('GetRecords', { ShardIterator: iterator, Limit: MOST_RECORDS });
    const records = (Array.isArray(answer.Records) ? answer.Records : []).filter(isJsonObject);
    take(records.map((record) => readStreamRecord(record, streamArn)));
    iterator = typeof answer.NextShardIterator === 'string' ? answer.NextShardIterator : undefined;
    if (records.length === 0) await pause(deps, changed);
    else if (records.length < MOST_RECORDS) await deps.clock.sleep(GATHER_MS, deps.signal);
    while (progress.open > MOST_OPEN) await pause(deps);
  }
  while (progress.open > 0) await pause(deps);
  const after = deps.checkpoints.get(mapping.uuid, shardId)?.after ?? '';
  deps.checkpoints.set(mapping.uuid, shardId, { streamArn, after, ended: true });
}

function startLanes(
  context: BatchContext,
  deps: ShardDeps,
  onFault: (error: unknown) => void,
): readonly Lane<StreamRecord>[] {
  const { mapping, signal } = context;
  return Array.from({ length: mapping.parallelizationFactor }, () => {
    const lane = createLane<StreamRecord>({
      clock: deps.clock,
      batchSize: mapping.batchSize,
      windowMs: mapping.batchingWindowSeconds * 1000,
      sizeOf: ({ event }) => JSON.stringify(event).length,
      process: (batch) => processBatch(batch, context, deps),
      signal,
    });
    lane.run().catch(onFault);
    return lane;
  });
}

function laneOf(key: string, lanes: number): number {
  let hash = 0;
  for (const character of key) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % lanes;
}

async function firstIterator(
  mapping: EventSourceMapping,
  shardId: string,
  { call, checkpoints }: ShardDeps,
): Promise<string> {
  const position = startingPoint(mapping, checkpoints.get(mapping.uuid, shardId)?.after);
  const where = { StreamArn: mapping.eventSourceArn, ShardId: shardId };
  // What a mapping did not get to within a day is lost to it: it goes on with the oldest that is left.
  const { ShardIterator } = await call('GetShardIterator', { ...where, ...position }).catch((error) => {
    if (error?.code !== 'TrimmedDataAccessException') throw error;
    return call('GetShardIterator', { ...where, ShardIteratorType: 'TRIM_HORIZON' });
  });
  return String(ShardIterator);
}

const startingPoint = ({ startingPosition }: EventSourceMapping, after: string | undefined): JsonObject =>
  after
    ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
    : { ShardIteratorType: startingPosition };

/** Waits for the next poll, or for a change if that comes first. */
async function pause({ clock, signal }: ShardDeps, changed?: AbortSignal): Promise<void> {
  const until = changed ? AbortSignal.any([changed, signal]) : signal;
  await clock.sleep(POLL_MS, until).catch(() => signal.throwIfAborted());
}
