import type { Schema } from '#store/migrations.ts';

/** Times are milliseconds. A message's own members are a document; what changes while it is in the queue are columns. */
export const sqsSchema: Schema = {
  module: 'sqs',
  steps: [
    `CREATE TABLE sqs_messages (
       place INTEGER PRIMARY KEY,
       queue TEXT NOT NULL,
       id TEXT NOT NULL,
       groupId TEXT,
       sent INTEGER NOT NULL,
       visible INTEGER NOT NULL,
       receives INTEGER NOT NULL,
       firstReceived INTEGER,
       receiptHandle TEXT,
       content TEXT NOT NULL
     ) STRICT;
     CREATE UNIQUE INDEX sqs_messages_by_id ON sqs_messages (queue, id);
     CREATE INDEX sqs_messages_by_time ON sqs_messages (queue, visible);
     CREATE INDEX sqs_messages_by_group ON sqs_messages (queue, groupId, place) WHERE groupId IS NOT NULL;
     CREATE INDEX sqs_messages_in_order ON sqs_messages (queue, place);
     CREATE TABLE sqs_deduplication (
       queue TEXT NOT NULL,
       id TEXT NOT NULL,
       sent INTEGER NOT NULL,
       message TEXT NOT NULL,
       PRIMARY KEY (queue, id)
     ) STRICT;
     CREATE INDEX sqs_deduplication_by_age ON sqs_deduplication (queue, sent);`,
  ],
};
