import type { Blobs } from '#services/s3/store/blobs.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';
import { ObjectIndex } from '#services/s3/store/object-index.ts';
import type { ObjectRows } from '#services/s3/store/object-rows.ts';
import type { Segment, Upload, UploadedPart, Version } from '#services/s3/store/version.ts';

/** An upload under way and the parts that have come, by number. */
export interface OpenUpload {
  readonly upload: Upload;
  readonly parts: Map<number, UploadedPart>;
}

/** Told of the settings of a bucket: at its opening and at every change. */
export type OnConfigured = (bucket: string, config: BucketConfig) => void;

interface BucketDeps {
  readonly name: string;
  readonly config: BucketConfig;
  readonly blobs: Blobs;
  readonly rows: ObjectRows;
  readonly onConfigured: OnConfigured;
}

/** One bucket: its settings, its objects and uploads in memory, and the rows that bring them back. */
export class Bucket {
  readonly name: string;
  readonly index = new ObjectIndex();
  readonly uploads = new Map<string, OpenUpload>();
  readonly #blobs: Blobs;
  readonly #rows: ObjectRows;
  readonly #onConfigured: OnConfigured;
  #config: BucketConfig;

  /** Reads what the rows say of it. */
  constructor({ name, config, blobs, rows, onConfigured }: BucketDeps) {
    this.name = name;
    this.#onConfigured = onConfigured;
    this.#blobs = blobs;
    this.#rows = rows;
    this.#config = config;
    for (const version of rows.versions(name)) this.index.put(version);
    for (const { upload, parts } of rows.uploads(name)) {
      this.uploads.set(upload.uploadId, { upload, parts: new Map(parts.map((part) => [part.number, part])) });
    }
    onConfigured(name, config);
  }

  get config(): BucketConfig {
    return this.#config;
  }

  configure(change: Partial<BucketConfig>): void {
    this.#setConfig({ ...this.#config, ...change });
  }

  removePolicy(): void {
    const { policy: _policy, ...rest } = this.#config;
    this.#setConfig(rest);
  }

  /** Makes a version the newest of its key, and ends the upload that brought it. */
  commit(version: Version, uploadId?: string): void {
    this.#rows.commit(this.name, version, uploadId);
    const unnamed = segmentsOf(this.index.put(version));
    if (uploadId !== undefined) unnamed.push(...this.#endUpload(uploadId, segmentsOf(version)));
    this.#blobs.remove(unnamed);
  }

  /** Removes one version for good. */
  remove(version: Version, sequencer: string): void {
    this.#rows.remove(this.name, version, sequencer);
    this.#blobs.remove(segmentsOf(this.index.remove(version.key, version.versionId)));
  }

  retag(version: Version): void {
    this.#rows.change(this.name, version);
    this.index.replace(version);
  }

  startUpload(upload: Upload): void {
    this.#rows.startUpload(this.name, upload);
    this.uploads.set(upload.uploadId, { upload, parts: new Map() });
  }

  /** One that comes when its upload is over leaves nothing. */
  addPart(uploadId: string, part: UploadedPart): void {
    const parts = this.uploads.get(uploadId)?.parts;
    if (!parts) {
      this.#blobs.remove(part.segments);
      return;
    }
    this.#rows.putPart(uploadId, part);
    const replaced = parts.get(part.number)?.segments ?? [];
    parts.set(part.number, part);
    this.#blobs.remove(replaced);
  }

  abortUpload(uploadId: string): void {
    this.#rows.endUpload(uploadId);
    this.#blobs.remove(this.#endUpload(uploadId, []));
  }

  /** Every file that the bucket needs. */
  *segments(): Generator<Segment> {
    for (const { versions } of this.index.from('')) {
      for (const version of versions) if (version.kind === 'object') yield* version.segments;
    }
    for (const { parts } of this.uploads.values()) for (const part of parts.values()) yield* part.segments;
  }

  #setConfig(config: BucketConfig): void {
    this.#rows.configure(this.name, config);
    this.#config = config;
    this.#onConfigured(this.name, config);
  }

  /** Forgets an upload; answers the files that nothing names any more. */
  #endUpload(uploadId: string, kept: readonly Segment[]): readonly Segment[] {
    const names = new Set(kept.map(({ blob }) => blob));
    const parts = [...(this.uploads.get(uploadId)?.parts.values() ?? [])];
    this.uploads.delete(uploadId);
    return parts.flatMap(({ segments }) => segments).filter(({ blob }) => !names.has(blob));
  }
}

const segmentsOf = (version: Version | undefined): Segment[] =>
  version?.kind === 'object' ? [...version.segments] : [];
