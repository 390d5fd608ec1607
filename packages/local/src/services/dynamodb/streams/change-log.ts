import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type { LevelDb, LevelOperation } from '#services/dynamodb/dynalite.ts';
import {
  type Change,
  type StreamRecord,
  type StreamViewType,
  streamRecord,
} from '#services/dynamodb/streams/record.ts';
import { nextSequenceNumber, sequenceNumberAt } from '#services/dynamodb/streams/sequence.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
const RETENTION_MS = 24 * 60 * 60 * 1000;

/** A stream as the log needs to know it. */
export interface LogStream {
  readonly arn: string;
  readonly view: StreamViewType;
}

interface PendingWrite {
  readonly stream: LogStream;
  readonly write: LevelOperation;
  readonly change: Change;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface LogDeps {
  readonly db: LevelDb;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
}

/**
 * The changes of every table with a stream, kept beside the items for 24 hours. An item and its record are written in one
 * atomic batch, and batches one after another, so a reader never sees a later record before an earlier one.
 */
export class ChangeLog {
  readonly #deps: LogDeps;
  readonly #newest = new Map<string, string>();
  readonly #watchers = new Map<string, Set<() => void>>();
  #pending: PendingWrite[] = [];
  #writing = false;

  constructor(deps: LogDeps) {
    this.#deps = deps;
  }

  /** Makes the write and records the change. */
  commit(stream: LogStream, write: LevelOperation, change: Change): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ stream, write, change, resolve, reject });
      void this.#drain();
    });
  }

  /** Records after a sequence number, oldest first. */
  async read(streamArn: string, after: string, limit: number): Promise<StreamRecord[]> {
    const horizon = this.horizon();
    const from = recordKey(streamArn, after > horizon ? after : horizon);
    const records: StreamRecord[] = [];
    for await (const [, value] of this.#deps.db.iterator({ gt: from, lt: range(streamArn).lt, limit }))
      records.push(value as StreamRecord);
    return records;
  }

  /** The newest sequence number, or '' for a stream without a change yet. */
  async latest(streamArn: string): Promise<string> {
    const known = this.#newest.get(streamArn);
    if (known !== undefined) return known;
    let found = '';
    const newestFirst = { ...range(streamArn), reverse: true, limit: 1 };
    for await (const [key] of this.#deps.db.iterator(newestFirst)) found = key.slice(-21);
    // A concurrent caller may have got here first, and gone on from there.
    if (!this.#newest.has(streamArn)) this.#newest.set(streamArn, found);
    return this.#newest.get(streamArn) ?? found;
  }

  /** Nothing at or before this number can be read any more. */
  horizon(): string {
    return sequenceNumberAt(this.#deps.clock.now() - RETENTION_MS);
  }

  /** Calls back after each batch of changes of a stream. Returns how to stop that. */
  watch(streamArn: string, changed: () => void): () => void {
    const all = this.#watchers.get(streamArn) ?? new Set();
    this.#watchers.set(streamArn, all.add(changed));
    return () => void all.delete(changed);
  }

  /** Deletes what can no longer be read. */
  trim(streamArn: string): Promise<void> {
    return this.#deps.db.clear({ gte: range(streamArn).gte, lt: recordKey(streamArn, this.horizon()) });
  }

  /** Forgets a stream and all its records. */
  async drop(streamArn: string): Promise<void> {
    this.#newest.delete(streamArn);
    await this.#deps.db.clear(range(streamArn));
  }

  /** What came while a batch was being written makes the next one. */
  async #drain(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    while (this.#pending.length > 0) {
      const batch = this.#pending;
      this.#pending = [];
      await this.#writeBatch(batch);
    }
    this.#writing = false;
  }

  async #writeBatch(batch: readonly PendingWrite[]): Promise<void> {
    try {
      const all: LevelOperation[] = [];
      for (const entry of batch) all.push(...(await this.#operations(entry)));
      await this.#deps.db.batch(all);
      for (const entry of batch) entry.resolve();
      for (const arn of new Set(batch.map((entry) => entry.stream.arn))) this.#notify(arn);
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    }
  }

  async #operations({ stream, write, change }: PendingWrite): Promise<LevelOperation[]> {
    const { clock, ids, place } = this.#deps;
    const now = clock.now();
    const sequenceNumber = nextSequenceNumber(await this.latest(stream.arn), now);
    this.#newest.set(stream.arn, sequenceNumber);
    const frame = {
      eventId: ids.uuid().replaceAll('-', ''),
      region: place.region,
      sequenceNumber,
      seconds: Math.floor(now / 1000),
      view: stream.view,
    };
    return [write, { type: 'put', key: recordKey(stream.arn, sequenceNumber), value: streamRecord(change, frame) }];
  }

  #notify(streamArn: string): void {
    for (const changed of this.#watchers.get(streamArn) ?? []) changed();
  }
}

const recordKey = (arn: string, sequenceNumber: string): string => `record~${arn}~${sequenceNumber}`;

/** All records of a stream: `~` is greater than any digit. */
const range = (arn: string) => ({ gte: recordKey(arn, ''), lt: recordKey(arn, '~') });
