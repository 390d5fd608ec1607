import type { Schema } from '#store/migrations.ts';

/**
 * An event is a row of its execution: its key is the execution's id times 2^15, plus the event's, so that a history, of
 * 25,000 events at most, lies together, and any page of it is found at once. Notes have the keys of the events that entered
 * their states.
 */
export const executionsSchema: Schema = {
  module: 'states_executions',
  steps: [
    `CREATE TABLE states_executions (
       id INTEGER PRIMARY KEY,
       arn TEXT NOT NULL UNIQUE,
       owner TEXT NOT NULL,
       name TEXT NOT NULL,
       machineArn TEXT NOT NULL,
       revisionId TEXT NOT NULL,
       roleArn TEXT NOT NULL,
       status TEXT NOT NULL,
       startDate INTEGER NOT NULL,
       stopDate INTEGER,
       error TEXT,
       cause TEXT,
       versionArn TEXT,
       aliasArn TEXT,
       mapRunArn TEXT,
       itemCount INTEGER,
       traceHeader TEXT,
       redriveCount INTEGER NOT NULL,
       redriveDate INTEGER,
       input TEXT NOT NULL,
       output TEXT
     ) STRICT;
     CREATE INDEX states_executions_of_owner ON states_executions (owner, id);
     CREATE INDEX states_executions_running ON states_executions (id) WHERE stopDate IS NULL;
     CREATE INDEX states_executions_ended ON states_executions (stopDate) WHERE stopDate IS NOT NULL;
     CREATE TABLE states_events (key INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT;`,
    `ALTER TABLE states_executions ADD COLUMN place INTEGER;
     CREATE TABLE states_notes (key INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;`,
  ],
};
