import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@safelight/asl/clock';
import { s3Errors } from '#services/s3/errors.ts';
import { Blobs } from '#services/s3/store/blobs.ts';
import { Bucket, type OnConfigured } from '#services/s3/store/bucket.ts';
import { newConfig, writeConfig } from '#services/s3/store/bucket-config.ts';
import { Sequencer } from '#services/s3/store/sequencer.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const NAME =
  /^(?!xn--|sthree-|amzn-s3-demo-$)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Folders on their way in or out: a crash leaves either a whole bucket or none. */
const UNFINISHED = '.unfinished-';

/** All buckets of a data folder. */
export class Buckets {
  readonly blobs: Blobs;
  readonly sequencer: Sequencer;
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #onConfigured: OnConfigured;
  readonly #buckets = new Map<string, Bucket>();

  constructor(dataDir: string, clock: Clock, onConfigured: OnConfigured = () => {}) {
    this.#clock = clock;
    this.#onConfigured = onConfigured;
    this.sequencer = new Sequencer(clock);
    this.#folder = join(dataDir, 's3', 'buckets');
    mkdirSync(this.#folder, { recursive: true });
    this.blobs = new Blobs(join(dataDir, 's3', 'blobs'));
    for (const name of readdirSync(this.#folder)) {
      if (name.startsWith(UNFINISHED)) rmSync(join(this.#folder, name), { recursive: true, force: true });
      else this.#open(name);
    }
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
    const folder = join(this.#folder, UNFINISHED + name);
    mkdirSync(folder, { recursive: true });
    writeConfig(folder, newConfig(this.#clock.now()));
    renameSync(folder, join(this.#folder, name));
    return this.#open(name);
  }

  /** Throws `BucketNotEmpty` while any version is left. */
  delete(name: string): void {
    const bucket = this.get(name);
    if (!bucket.index.isEmpty) throw s3Errors.bucketNotEmpty(name);
    for (const uploadId of bucket.uploads.keys()) bucket.abortUpload(uploadId);
    bucket.close();
    this.#buckets.delete(name);
    const folder = join(this.#folder, UNFINISHED + name);
    renameSync(join(this.#folder, name), folder);
    rmSync(folder, { recursive: true, force: true });
  }

  /** Removes files that a crash left unnamed. */
  async sweep(): Promise<void> {
    const named = new Set<string>();
    for (const bucket of this.#buckets.values()) for (const { blob } of bucket.segments()) named.add(blob);
    await this.blobs.sweep((blob) => named.has(blob));
  }

  close(): void {
    for (const bucket of this.#buckets.values()) bucket.close();
  }

  #open(name: string): Bucket {
    const bucket = new Bucket(name, join(this.#folder, name), this.blobs, this.sequencer, this.#onConfigured);
    this.#buckets.set(name, bucket);
    return bucket;
  }
}
