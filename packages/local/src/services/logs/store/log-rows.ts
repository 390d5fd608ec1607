import type { Database } from '#store/database.ts';
import { integer, nullable, text } from '#store/kinds.ts';
import type { Schema } from '#store/migrations.ts';

/** Times are milliseconds. `bytes` is how much a group holds. */
export const logsSchema: Schema = {
  module: 'logs',
  steps: [
    `CREATE TABLE logs_groups (
       name TEXT NOT NULL PRIMARY KEY,
       creationTime INTEGER NOT NULL,
       retentionDays INTEGER,
       bytes INTEGER NOT NULL DEFAULT 0
     ) STRICT;
     CREATE TABLE logs_streams (
       groupName TEXT NOT NULL,
       name TEXT NOT NULL,
       firstEventTimestamp INTEGER,
       lastEventTimestamp INTEGER,
       lastIngestionTime INTEGER,
       PRIMARY KEY (groupName, name)
     ) STRICT;
     CREATE TABLE logs_events (
       sequence INTEGER PRIMARY KEY AUTOINCREMENT,
       groupName TEXT NOT NULL,
       stream TEXT NOT NULL,
       timestamp INTEGER NOT NULL,
       ingestionTime INTEGER NOT NULL,
       message TEXT NOT NULL
     ) STRICT;
     CREATE INDEX logs_events_by_time ON logs_events (groupName, timestamp, sequence);`,
  ],
};

const group = { name: text, creationTime: integer, retentionDays: nullable(integer) };
const event = { stream: text, timestamp: integer, ingestionTime: integer, message: text };
const range = {
  groupName: text,
  start: integer,
  end: integer,
  stream: nullable(text),
  time: integer,
  sequence: integer,
};
const byGroup = { takes: { groupName: text } };

/** The statements on groups and streams. */
export const groupStatements = (database: Database) => ({
  groups: database.query({
    sql: 'SELECT name, creationTime, retentionDays FROM logs_groups ORDER BY name',
    takes: {},
    gives: group,
  }),
  putGroup: database.command({
    sql: `INSERT INTO logs_groups (name, creationTime, retentionDays) VALUES (:name, :creationTime, :retentionDays)
          ON CONFLICT DO UPDATE SET retentionDays = :retentionDays`,
    takes: group,
  }),
  removeGroup: database.command({ sql: 'DELETE FROM logs_groups WHERE name = :groupName', ...byGroup }),
  removeStreams: database.command({ sql: 'DELETE FROM logs_streams WHERE groupName = :groupName', ...byGroup }),
  grow: database.query({
    sql: 'UPDATE logs_groups SET bytes = bytes + :more WHERE name = :groupName RETURNING bytes',
    takes: { groupName: text, more: integer },
    gives: { bytes: integer },
  }),
  streams: database.query({
    sql: `SELECT name, firstEventTimestamp, lastEventTimestamp, lastIngestionTime
          FROM logs_streams WHERE groupName = :groupName ORDER BY name`,
    takes: { groupName: text },
    gives: {
      name: text,
      firstEventTimestamp: nullable(integer),
      lastEventTimestamp: nullable(integer),
      lastIngestionTime: nullable(integer),
    },
  }),
  createStream: database.command({
    sql: 'INSERT INTO logs_streams (groupName, name) VALUES (:groupName, :name) ON CONFLICT DO NOTHING',
    takes: { groupName: text, name: text },
  }),
  extendStream: database.command({
    sql: `INSERT INTO logs_streams VALUES (:groupName, :name, :first, :last, :now)
          ON CONFLICT DO UPDATE SET
            firstEventTimestamp = min(coalesce(firstEventTimestamp, :first), :first),
            lastEventTimestamp = max(coalesce(lastEventTimestamp, :last), :last),
            lastIngestionTime = :now`,
    takes: { groupName: text, name: text, first: integer, last: integer, now: integer },
  }),
});

/** The statements on events. */
export const eventStatements = (database: Database) => ({
  add: database.command({
    sql: `INSERT INTO logs_events (groupName, stream, timestamp, ingestionTime, message)
          VALUES (:groupName, :stream, :timestamp, :ingestionTime, :message)`,
    takes: { groupName: text, ...event },
  }),
  read: database.query({
    sql: `SELECT sequence, stream, timestamp, ingestionTime, message FROM logs_events
          WHERE groupName = :groupName AND timestamp >= :start AND timestamp < :end
            AND (:stream IS NULL OR stream = :stream)
            AND timestamp >= :time AND (timestamp > :time OR sequence > :sequence)
          ORDER BY timestamp, sequence`,
    takes: range,
    gives: { sequence: integer, ...event },
  }),
  readBack: database.query({
    sql: `SELECT sequence, stream, timestamp, ingestionTime, message FROM logs_events
          WHERE groupName = :groupName AND timestamp >= :start AND timestamp < :end
            AND (:stream IS NULL OR stream = :stream)
            AND timestamp <= :time AND (timestamp < :time OR sequence < :sequence)
          ORDER BY timestamp DESC, sequence DESC`,
    takes: range,
    gives: { sequence: integer, ...event },
  }),
  timeOf: database.query({
    sql: 'SELECT timestamp FROM logs_events WHERE sequence = :sequence AND groupName = :groupName',
    takes: { sequence: integer, groupName: text },
    gives: { timestamp: integer },
  }),
  removeOldest: database.query({
    sql: `DELETE FROM logs_events WHERE sequence IN (
            SELECT sequence FROM logs_events WHERE groupName = :groupName ORDER BY timestamp, sequence LIMIT :limit
          ) RETURNING length(CAST(message AS BLOB)) AS bytes`,
    takes: { groupName: text, limit: integer },
    gives: { bytes: integer },
  }),
  last: database.query({
    sql: 'SELECT max(sequence) AS sequence FROM logs_events',
    takes: {},
    gives: { sequence: nullable(integer) },
  }),
  removeUpTo: database.command({
    sql: `DELETE FROM logs_events WHERE sequence IN (
            SELECT sequence FROM logs_events WHERE groupName = :groupName AND sequence <= :last LIMIT :limit
          )`,
    takes: { groupName: text, last: integer, limit: integer },
  }),
});
