import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import { type Change, type StreamRecord, streamRecord } from '#services/dynamodb/streams/record.ts';
import { nextSequenceNumber, sequenceNumberAt } from '#services/dynamodb/streams/sequence.ts';
import type { Stream } from '#services/dynamodb/streams/stream.ts';
import { streamRows } from '#services/dynamodb/streams/stream-rows.ts';
import { createWatchers } from '#services/dynamodb/streams/watchers.ts';
import type { Database } from '#store/database.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
export const RETENTION_MS = 24 * 60 * 60 * 1000;

/** The streams of all tables, and their records. A record is written in the transaction that makes the change. */
export interface StreamLog {
  all(): readonly Stream[];
  find(arn: string): Stream | undefined;
  open(stream: Stream): void;
  /** Ends a stream: nothing more is written to it, and a day later it is gone. */
  disable(id: number): void;
  append(id: number, change: Change): void;
  /** Records after a sequence number, oldest first. */
  read(id: number, after: string): Iterable<StreamRecord>;
  /** The newest sequence number, or '' for a stream without a change yet. */
  latest(id: number): string;
  /** Nothing at or before this number can be read any more. */
  horizon(): string;
  /** Deletes some of what can no longer be read; false when nothing is left to delete. */
  trimSome(): boolean;
  /** Calls back after changes of a stream. Returns how to stop that. */
  watch(arn: string, changed: () => void): () => void;
}

interface LogDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
}

export function openStreamLog({ database, clock, ids, place }: LogDeps): StreamLog {
  const rows = streamRows(database);
  const watchers = createWatchers(database.committed);
  const streams = new Map(rows.streams().map((stream) => [stream.id, stream]));
  const newest = new Map<number, string>();
  const horizon = () => sequenceNumberAt(clock.now() - RETENTION_MS);
  const latest = (id: number) => newest.get(id) ?? rows.newest(id) ?? '';
  const keep = (stream: Stream) => {
    rows.saveStream(stream);
    streams.set(stream.id, stream);
  };

  return {
    ...{ horizon, latest, open: keep, watch: watchers.watch },
    all: () => [...streams.values()],
    find: (arn) => [...streams.values()].find((stream) => stream.arn === arn),
    disable(id) {
      const stream = streams.get(id);
      if (stream && stream.disabled === undefined) keep({ ...stream, disabled: clock.now() / 1000 });
    },
    append(id, change) {
      const stream = streams.get(id);
      if (!stream) throw new Error(`There is no stream ${id}`);
      const now = clock.now();
      const sequenceNumber = nextSequenceNumber(latest(id), now);
      const eventId = ids.uuid().replaceAll('-', '');
      const frame = {
        eventId,
        region: place.region,
        sequenceNumber,
        seconds: Math.floor(now / 1000),
        view: stream.view,
      };
      rows.append(id, sequenceNumber, streamRecord(change, frame));
      newest.set(id, sequenceNumber);
      watchers.changed(stream.arn);
    },
    read: (id, after) => rows.after(id, after > horizon() ? after : horizon()),
    trimSome() {
      const gone = [...streams.values()].find((stream) => isGone(stream, clock.now()));
      if (!gone) return rows.trimSome([...streams.keys()], horizon());
      if (rows.trimSome([gone.id], '~')) return true;
      rows.forgetStream(gone.id);
      newest.delete(gone.id);
      return streams.delete(gone.id);
    },
  };
}

const isGone = ({ disabled }: Stream, now: number): boolean =>
  disabled !== undefined && disabled * 1000 + RETENTION_MS < now;
