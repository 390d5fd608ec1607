import type { StreamRecord } from '#services/dynamodb/streams/record.ts';
import type { Stream } from '#services/dynamodb/streams/stream.ts';
import type { Database } from '#store/database.ts';
import { integer, json, text, writtenJson } from '#store/kinds.ts';

/** Streams and their records as rows. */
export interface StreamRows {
  streams(): readonly Stream[];
  saveStream(stream: Stream): void;
  forgetStream(id: number): void;
  /** @param record its JSON text */
  append(stream: number, sequence: string, record: string): void;
  /** Read without pause. */
  after(stream: number, sequence: string): Iterable<StreamRecord>;
  newest(stream: number): string | undefined;
  /** Deletes a few records, which may be large, up to a sequence number; false when none of these streams has any left. */
  trimSome(streams: readonly number[], upTo: string): boolean;
}

// What is read here was written here.
const definition = json((value) => value as Stream);
const record = json((value) => value as StreamRecord);

export function streamRows(database: Database): StreamRows {
  const { streams, saveStream, forgetStream, append, after, newest, trim } = prepare(database);
  return {
    streams: () => streams.all({}).map((row) => row.definition),
    saveStream: (stream) => void saveStream.run({ id: stream.id, definition: stream }),
    forgetStream: (id) => void forgetStream.run({ id }),
    append: (stream, sequence, made) => void append.run({ stream, sequence, record: made }),
    *after(stream, sequence) {
      for (const row of after.each({ stream, sequence })) yield row.record;
    },
    newest: (stream) => newest.get({ stream })?.sequence,
    trimSome: (ids, upTo) => ids.some((stream) => trim.run({ stream, up_to: upTo }) > 0),
  };
}

const prepare = (database: Database) => ({
  streams: database.query({ sql: 'SELECT definition FROM dynamodb_streams', takes: {}, gives: { definition } }),
  saveStream: database.command({
    sql: 'INSERT OR REPLACE INTO dynamodb_streams VALUES (:id, :definition)',
    takes: { id: integer, definition },
  }),
  forgetStream: database.command({ sql: 'DELETE FROM dynamodb_streams WHERE id = :id', takes: { id: integer } }),
  append: database.command({
    sql: 'INSERT INTO dynamodb_records VALUES (:stream, :sequence, :record)',
    takes: { stream: integer, sequence: text, record: writtenJson },
  }),
  after: database.query({
    sql: 'SELECT record FROM dynamodb_records WHERE stream_id = :stream AND sequence > :sequence ORDER BY sequence',
    takes: { stream: integer, sequence: text },
    gives: { record },
  }),
  newest: database.query({
    sql: 'SELECT sequence FROM dynamodb_records WHERE stream_id = :stream ORDER BY sequence DESC LIMIT 1',
    takes: { stream: integer },
    gives: { sequence: text },
  }),
  trim: database.command({
    sql: `DELETE FROM dynamodb_records WHERE stream_id = :stream AND sequence IN
          (SELECT sequence FROM dynamodb_records WHERE stream_id = :stream AND sequence <= :up_to LIMIT 16)`,
    takes: { stream: integer, up_to: text },
  }),
});
