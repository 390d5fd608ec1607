import type { Database } from '#store/database.ts';
import { flag, integer, nullable, text } from '#store/kinds.ts';
import type { Schema } from '#store/migrations.ts';

/** Times are milliseconds since the epoch. */
const schema: Schema = {
  module: 'xray_traces',
  steps: [
    `CREATE TABLE xray_traces (
       id TEXT NOT NULL PRIMARY KEY,
       begun INTEGER NOT NULL,
       updated INTEGER NOT NULL,
       bytes INTEGER NOT NULL,
       isFull INTEGER NOT NULL
     ) STRICT;
     CREATE INDEX xray_traces_begun ON xray_traces (begun);
     CREATE INDEX xray_traces_updated ON xray_traces (updated);
     CREATE TABLE xray_segments (
       traceId TEXT NOT NULL,
       id TEXT NOT NULL,
       document TEXT NOT NULL,
       PRIMARY KEY (traceId, id)
     ) STRICT, WITHOUT ROWID;`,
  ],
};

const trace = { id: text, begun: integer, updated: integer, bytes: integer, isFull: flag };
const range = { from: integer, to: integer };

export function traceStatements(database: Database) {
  database.migrate(schema);
  return {
    find: database.query({ sql: 'SELECT * FROM xray_traces WHERE id = :id', takes: { id: text }, gives: trace }),
    begunIn: database.query({
      sql: 'SELECT * FROM xray_traces WHERE begun BETWEEN :from AND :to ORDER BY begun DESC, id',
      takes: range,
      gives: trace,
    }),
    updatedIn: database.query({
      sql: 'SELECT * FROM xray_traces WHERE updated BETWEEN :from AND :to ORDER BY updated DESC, id',
      takes: range,
      gives: trace,
    }),
    put: database.command({
      sql: `INSERT INTO xray_traces VALUES (:id, :begun, :updated, :bytes, :isFull)
            ON CONFLICT DO UPDATE SET begun = min(begun, :begun), updated = :updated, bytes = bytes + :bytes, isFull = isFull OR :isFull`,
      takes: trace,
    }),
    segments: database.query({
      sql: 'SELECT document FROM xray_segments WHERE traceId = :traceId ORDER BY id',
      takes: { traceId: text },
      gives: { document: text },
    }),
    putSegment: database.command({
      sql: 'INSERT INTO xray_segments VALUES (:traceId, :id, :document) ON CONFLICT DO UPDATE SET document = :document',
      takes: { traceId: text, id: text, document: text },
    }),
    total: database.query({
      sql: 'SELECT sum(bytes) AS bytes FROM xray_traces',
      takes: {},
      gives: { bytes: nullable(integer) },
    }),
    oldest: database.query({
      sql: 'SELECT * FROM xray_traces ORDER BY updated LIMIT 1',
      takes: {},
      gives: trace,
    }),
    remove: database.command({ sql: 'DELETE FROM xray_traces WHERE id = :id', takes: { id: text } }),
    removeSegments: database.command({ sql: 'DELETE FROM xray_segments WHERE traceId = :id', takes: { id: text } }),
  };
}
