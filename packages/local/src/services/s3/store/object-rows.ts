import type { BucketConfig } from '#services/s3/store/bucket-config.ts';
import type { Upload, UploadedPart, Version } from '#services/s3/store/version.ts';
import type { Database } from '#store/database.ts';
import { integer, json, text } from '#store/kinds.ts';
import type { Schema } from '#store/migrations.ts';

const s3Schema: Schema = {
  module: 's3',
  steps: [
    `CREATE TABLE s3_buckets (name TEXT NOT NULL PRIMARY KEY, config TEXT NOT NULL) STRICT;
     CREATE TABLE s3_versions (
       place INTEGER PRIMARY KEY AUTOINCREMENT,
       bucket TEXT NOT NULL,
       key TEXT NOT NULL,
       versionId TEXT NOT NULL,
       version TEXT NOT NULL
     ) STRICT;
     CREATE UNIQUE INDEX s3_versions_by_key ON s3_versions (bucket, key, versionId);
     CREATE TABLE s3_uploads (uploadId TEXT NOT NULL PRIMARY KEY, bucket TEXT NOT NULL, upload TEXT NOT NULL) STRICT;
     CREATE INDEX s3_uploads_of_bucket ON s3_uploads (bucket);
     CREATE TABLE s3_parts (
       uploadId TEXT NOT NULL,
       number INTEGER NOT NULL,
       part TEXT NOT NULL,
       PRIMARY KEY (uploadId, number)
     ) STRICT;
     CREATE TABLE s3_sequencer (last TEXT NOT NULL) STRICT;
     INSERT INTO s3_sequencer VALUES ('0');`,
  ],
};

// What is in the rows was checked when it came.
const config = json((value) => value as BucketConfig);
const version = json((value) => value as Version);
const upload = json((value) => value as Upload);
const part = json((value) => value as UploadedPart);

function prepareBuckets(database: Database) {
  const takes = { bucket: text };
  return {
    buckets: database.query({
      sql: 'SELECT name, config FROM s3_buckets ORDER BY name',
      takes: {},
      gives: { name: text, config },
    }),
    configure: database.command({
      sql: 'INSERT INTO s3_buckets VALUES (:bucket, :config) ON CONFLICT DO UPDATE SET config = :config',
      takes: { bucket: text, config },
    }),
    removeBucket: database.command({ sql: 'DELETE FROM s3_buckets WHERE name = :bucket', takes }),
    versions: database.query({
      sql: 'SELECT version FROM s3_versions WHERE bucket = :bucket ORDER BY place',
      takes,
      gives: { version },
    }),
    uploads: database.query({
      sql: 'SELECT upload FROM s3_uploads WHERE bucket = :bucket ORDER BY rowid',
      takes,
      gives: { upload },
    }),
    parts: database.query({
      sql: 'SELECT part FROM s3_parts WHERE uploadId = :uploadId ORDER BY number',
      takes: { uploadId: text },
      gives: { part },
    }),
    sequencer: database.query({ sql: 'SELECT last FROM s3_sequencer', takes: {}, gives: { last: text } }),
  };
}

function prepareChanges(database: Database) {
  const key = { bucket: text, key: text, versionId: text };
  return {
    // A version that replaces another of its id becomes the newest.
    put: database.command({
      sql: `INSERT OR REPLACE INTO s3_versions (bucket, key, versionId, version)
            VALUES (:bucket, :key, :versionId, :version)`,
      takes: { ...key, version },
    }),
    change: database.command({
      sql: `UPDATE s3_versions SET version = :version
            WHERE bucket = :bucket AND key = :key AND versionId = :versionId`,
      takes: { ...key, version },
    }),
    remove: database.command({
      sql: 'DELETE FROM s3_versions WHERE bucket = :bucket AND key = :key AND versionId = :versionId',
      takes: key,
    }),
    seen: database.command({
      sql: 'UPDATE s3_sequencer SET last = max(last, :sequencer)',
      takes: { sequencer: text },
    }),
    startUpload: database.command({
      sql: 'INSERT INTO s3_uploads VALUES (:uploadId, :bucket, :upload)',
      takes: { uploadId: text, bucket: text, upload },
    }),
    putPart: database.command({
      sql: 'INSERT OR REPLACE INTO s3_parts VALUES (:uploadId, :number, :part)',
      takes: { uploadId: text, number: integer, part },
    }),
    endUpload: database.command({
      sql: 'DELETE FROM s3_uploads WHERE uploadId = :uploadId',
      takes: { uploadId: text },
    }),
    removeParts: database.command({
      sql: 'DELETE FROM s3_parts WHERE uploadId = :uploadId',
      takes: { uploadId: text },
    }),
  };
}

/** Buckets, versions of objects, and uploads under way. The bytes are files, which rows name. */
export class ObjectRows {
  readonly #database: Database;
  readonly #rows: ReturnType<typeof prepareBuckets> & ReturnType<typeof prepareChanges>;

  constructor(database: Database) {
    database.migrate(s3Schema);
    this.#database = database;
    this.#rows = { ...prepareBuckets(database), ...prepareChanges(database) };
  }

  buckets(): readonly { readonly name: string; readonly config: BucketConfig }[] {
    return this.#rows.buckets.all({});
  }

  configure(bucket: string, changed: BucketConfig): void {
    this.#rows.configure.run({ bucket, config: changed });
  }

  removeBucket(bucket: string): void {
    this.#rows.removeBucket.run({ bucket });
  }

  /** The largest sequencer that was ever given. */
  sequencer(): string {
    return this.#rows.sequencer.get({})?.last ?? '0';
  }

  /** Oldest first. Read them without pause. */
  *versions(bucket: string): Generator<Version> {
    for (const row of this.#rows.versions.each({ bucket })) yield row.version;
  }

  uploads(bucket: string): readonly { readonly upload: Upload; readonly parts: readonly UploadedPart[] }[] {
    return this.#rows.uploads.all({ bucket }).map((row) => {
      const { uploadId } = row.upload;
      return { upload: row.upload, parts: this.#rows.parts.all({ uploadId }).map((each) => each.part) };
    });
  }

  /** Makes a version the newest of its key, and ends the upload that brought it. */
  commit(bucket: string, added: Version, uploadId?: string): void {
    const { key, versionId, sequencer } = added;
    this.#database.transaction(() => {
      this.#rows.put.run({ bucket, key, versionId, version: added });
      this.#rows.seen.run({ sequencer });
      if (uploadId !== undefined) this.#end(uploadId);
    });
  }

  change(bucket: string, changed: Version): void {
    const { key, versionId } = changed;
    this.#rows.change.run({ bucket, key, versionId, version: changed });
  }

  remove(bucket: string, { key, versionId }: Version, sequencer: string): void {
    this.#database.transaction(() => {
      this.#rows.remove.run({ bucket, key, versionId });
      this.#rows.seen.run({ sequencer });
    });
  }

  startUpload(bucket: string, started: Upload): void {
    this.#rows.startUpload.run({ uploadId: started.uploadId, bucket, upload: started });
  }

  putPart(uploadId: string, added: UploadedPart): void {
    this.#rows.putPart.run({ uploadId, number: added.number, part: added });
  }

  endUpload(uploadId: string): void {
    this.#database.transaction(() => this.#end(uploadId));
  }

  #end(uploadId: string): void {
    this.#rows.endUpload.run({ uploadId });
    this.#rows.removeParts.run({ uploadId });
  }
}
