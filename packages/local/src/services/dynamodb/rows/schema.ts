import type { Schema } from '#store/migrations.ts';

/**
 * The tables of DynamoDB in the one database. Keys are bytes whose order is DynamoDB's; a partition is the hash of its key,
 * four bytes, before the key, so that a Scan and its segments go by hash as they do on AWS. An index has keys alone: what it
 * projects is read from the item, which is written in the same transaction.
 */
export const dynamodbSchema: Schema = {
  module: 'dynamodb',
  steps: [
    `CREATE TABLE dynamodb_tables (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, definition TEXT NOT NULL) STRICT;
     CREATE TABLE dynamodb_ids (next INTEGER NOT NULL) STRICT;
     INSERT INTO dynamodb_ids VALUES (1);
     CREATE TABLE dynamodb_items (
       table_id INTEGER NOT NULL, partition BLOB NOT NULL, sort BLOB NOT NULL,
       size INTEGER NOT NULL, expires REAL, item TEXT NOT NULL,
       PRIMARY KEY (table_id, partition, sort)
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX dynamodb_items_expires ON dynamodb_items (table_id, expires) WHERE expires IS NOT NULL;
     CREATE TABLE dynamodb_entries (
       index_id INTEGER NOT NULL, partition BLOB NOT NULL, sort BLOB NOT NULL,
       item_partition BLOB NOT NULL, item_sort BLOB NOT NULL,
       PRIMARY KEY (index_id, partition, sort, item_partition, item_sort)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE dynamodb_totals (id INTEGER PRIMARY KEY, items INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT;
     CREATE TABLE dynamodb_streams (
       id INTEGER PRIMARY KEY, definition TEXT NOT NULL
     ) STRICT;
     CREATE TABLE dynamodb_records (
       stream_id INTEGER NOT NULL, sequence TEXT NOT NULL, record TEXT NOT NULL,
       PRIMARY KEY (stream_id, sequence)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE dynamodb_tokens (
       token TEXT PRIMARY KEY, request TEXT NOT NULL, expires INTEGER NOT NULL
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX dynamodb_tokens_expires ON dynamodb_tokens (expires);`,
  ],
};
