import type { Clock } from '#local/clock.ts';
import type { Ids, Place } from '#local/identity.ts';
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

/**
 * The changes of every table with a stream, kept beside the items for 24 hours. An item and its record are written in one
 * atomic batch, and batches one after another, so a reader never sees a later record before an earlier one.
 */
export interface ChangeLog {
  /** Makes the write and records the change. */
  commit(stream: LogStream, write: LevelOperation, change: Change): Promise<void>;
  /** Records after a sequence number, oldest first. */
  read(streamArn: string, after: string, limit: number): Promise<StreamRecord[]>;
  /** The newest sequence number, or '' for a stream without a change yet. */
  latest(streamArn: string): Promise<string>;
  /** Nothing at or before this number can be read any more. */
  horizon(): string;
  /** Calls back after each batch of changes of a stream. Returns how to stop that. */
  watch(streamArn: string, changed: () => void): () => void;
  trim(streamArn: string): Promise<void>;
  drop(streamArn: string): Promise<void>;
}

interface LogDeps {
  readonly db: LevelDb;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
}

export function createChangeLog({ db, clock, ids, place }: LogDeps): ChangeLog {
  const newest = new Map<string, string>();
  const watchers = new Map<string, Set<() => void>>();
  let pending: PendingWrite[] = [];
  let writing = false;

  async function latest(arn: string): Promise<string> {
    const known = newest.get(arn);
    if (known !== undefined) return known;
    let found = '';
    for await (const [key] of db.iterator({ ...range(arn), reverse: true, limit: 1 })) found = key.slice(-21);
    // A concurrent caller may have got here first, and gone on from there.
    if (!newest.has(arn)) newest.set(arn, found);
    return newest.get(arn) ?? found;
  }

  async function operations({ stream, write, change }: PendingWrite): Promise<LevelOperation[]> {
    const now = clock.now();
    const sequenceNumber = nextSequenceNumber(await latest(stream.arn), now);
    newest.set(stream.arn, sequenceNumber);
    const frame = {
      eventId: ids.uuid().replaceAll('-', ''),
      region: place.region,
      sequenceNumber,
      seconds: Math.floor(now / 1000),
      view: stream.view,
    };
    return [write, { type: 'put', key: recordKey(stream.arn, sequenceNumber), value: streamRecord(change, frame) }];
  }

  async function writeBatch(batch: readonly PendingWrite[]): Promise<void> {
    try {
      const all: LevelOperation[] = [];
      for (const entry of batch) all.push(...(await operations(entry)));
      await db.batch(all);
      for (const entry of batch) entry.resolve();
      for (const arn of new Set(batch.map((entry) => entry.stream.arn))) notify(arn);
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    }
  }

  async function drain(): Promise<void> {
    if (writing) return;
    writing = true;
    while (pending.length > 0) {
      const batch = pending;
      pending = [];
      await writeBatch(batch);
    }
    writing = false;
  }

  const notify = (arn: string): void => {
    for (const changed of watchers.get(arn) ?? []) changed();
  };

  return {
    latest,
    commit: (stream, write, change) =>
      new Promise((resolve, reject) => {
        pending.push({ stream, write, change, resolve, reject });
        void drain();
      }),
    async read(arn, after, limit) {
      const records: StreamRecord[] = [];
      const from = recordKey(arn, after > horizon() ? after : horizon());
      for await (const [, value] of db.iterator({ gt: from, lt: range(arn).lt, limit }))
        records.push(value as StreamRecord);
      return records;
    },
    horizon,
    watch(arn, changed) {
      const all = watchers.get(arn) ?? new Set();
      watchers.set(arn, all.add(changed));
      return () => void all.delete(changed);
    },
    trim: (arn) => db.clear({ gte: range(arn).gte, lt: recordKey(arn, horizon()) }),
    async drop(arn) {
      newest.delete(arn);
      await db.clear(range(arn));
    },
  };

  function horizon(): string {
    return sequenceNumberAt(clock.now() - RETENTION_MS);
  }
}

const recordKey = (arn: string, sequenceNumber: string): string => `record~${arn}~${sequenceNumber}`;

/** All records of a stream: `~` is greater than any digit. */
const range = (arn: string) => ({ gte: recordKey(arn, ''), lt: recordKey(arn, '~') });
