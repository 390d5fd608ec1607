import { join } from 'node:path';
import type { Clock } from '@safelight/asl/clock';
import { s3Errors } from '#services/s3/errors.ts';
import { Blobs } from '#services/s3/store/blobs.ts';
import { Bucket, type OnConfigured } from '#services/s3/store/bucket.ts';
import { type BucketConfig, newConfig } from '#services/s3/store/bucket-config.ts';
import { ObjectRows } from '#services/s3/store/object-rows.ts';
import { Sequencer } from '#services/s3/store/sequencer.ts';
import type { Database } from '#store/database.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const NAME =
  /^(?!xn--|sthree-|amzn-s3-demo-$)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

interface BucketsDeps {
  readonly database: Database;
  /** The bytes of objects lie below `dataDir/s3`. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly onConfigured: OnConfigured;
}

/** All buckets. */
export class Buckets {
  readonly blobs: Blobs;
  readonly sequencer: Sequencer;
  readonly #rows: ObjectRows;
  readonly #clock: Clock;
  readonly #onConfigured: OnConfigured;
  readonly #buckets = new Map<string, Bucket>();

  constructor({ database, dataDir, clock, onConfigured }: BucketsDeps) {
    this.#clock = clock;
    this.#onConfigured = onConfigured;
    this.#rows = new ObjectRows(database);
    this.sequencer = new Sequencer(clock);
    this.sequencer.seen(this.#rows.sequencer());
    this.blobs = new Blobs(join(dataDir, 's3', 'blobs'), database);
    for (const { name, config } of this.#rows.buckets()) this.#open(name, config);
  }

  /** Throws `NoSuchBucket`. */
  get(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (!bucket) throw s3Errors.noSuchBucket(name);
    return bucket;
  }

  find(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  all(): readonly Bucket[] {
    return [...this.#buckets.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Throws `InvalidBucketName` or `BucketAlreadyOwnedByYou`. */
  create(name: string): Bucket {
    if (!NAME.test(name)) throw s3Errors.invalidBucketName(name);
    if (this.#buckets.has(name)) throw s3Errors.bucketAlreadyOwnedByYou(name);
    const config = newConfig(this.#clock.now());
    this.#rows.configure(name, config);
    return this.#open(name, config);
  }

  /** Throws `BucketNotEmpty` while any version is left. */
  delete(name: string): void {
    const bucket = this.get(name);
    if (!bucket.index.isEmpty) throw s3Errors.bucketNotEmpty(name);
    for (const uploadId of bucket.uploads.keys()) bucket.abortUpload(uploadId);
    this.#rows.removeBucket(name);
    this.#buckets.delete(name);
  }

  /** Removes files that a crash left unnamed; resolves with how many. */
  async sweep(): Promise<number> {
    const named = new Set<string>();
    for (const bucket of this.#buckets.values()) for (const { blob } of bucket.segments()) named.add(blob);
    return this.blobs.sweep((blob) => named.has(blob));
  }

  #open(name: string, config: BucketConfig): Bucket {
    const { blobs } = this;
    const bucket = new Bucket({ name, config, blobs, rows: this.#rows, onConfigured: this.#onConfigured });
    this.#buckets.set(name, bucket);
    return bucket;
  }
}
