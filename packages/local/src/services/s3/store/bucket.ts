import { join } from 'node:path';
import type { Blobs } from '#services/s3/store/blobs.ts';
import { type BucketConfig, readConfig, writeConfig } from '#services/s3/store/bucket-config.ts';
import { Journal } from '#services/s3/store/journal.ts';
import { ObjectIndex } from '#services/s3/store/object-index.ts';
import type { Sequencer } from '#services/s3/store/sequencer.ts';
import type { Segment, Upload, UploadedPart, Version } from '#services/s3/store/version.ts';

type Entry =
  | { readonly t: 'version'; readonly version: Version; readonly uploadId?: string }
  | { readonly t: 'removed'; readonly key: string; readonly versionId: string; readonly sequencer: string }
  | { readonly t: 'tagged'; readonly version: Version }
  | { readonly t: 'upload'; readonly upload: Upload }
  | { readonly t: 'part'; readonly uploadId: string; readonly part: UploadedPart }
  | { readonly t: 'ended'; readonly uploadId: string };

/** An upload under way and the parts that have come, by number. */
export interface OpenUpload {
  readonly upload: Upload;
  readonly parts: Map<number, UploadedPart>;
}

/** Told of the settings of a bucket: at its opening and at every change. */
export type OnConfigured = (bucket: string, config: BucketConfig) => void;

/** One bucket: its settings, its objects and uploads in memory, and the journal that brings them back. */
export class Bucket {
  readonly name: string;
  readonly index = new ObjectIndex();
  readonly uploads = new Map<string, OpenUpload>();
  readonly #folder: string;
  readonly #blobs: Blobs;
  readonly #sequencer: Sequencer;
  readonly #journal: Journal<Entry>;
  readonly #onConfigured: OnConfigured;
  #config: BucketConfig;
  #count = 0;

  /** Opens the bucket in an existing folder that holds its settings. */
  constructor(name: string, folder: string, blobs: Blobs, sequencer: Sequencer, onConfigured: OnConfigured) {
    this.name = name;
    this.#onConfigured = onConfigured;
    this.#folder = folder;
    this.#blobs = blobs;
    this.#sequencer = sequencer;
    this.#config = readConfig(folder);
    this.#journal = new Journal<Entry>(
      join(folder, 'journal.jsonl'),
      (entry) => this.#apply(entry),
      (line) => JSON.parse(line) as Entry,
    );
    this.#journal.compact(this.#count, () => this.#entries());
    onConfigured(name, this.#config);
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
    this.#blobs.remove(this.#record({ t: 'version', version, ...(uploadId === undefined ? {} : { uploadId }) }));
  }

  /** Removes one version for good. */
  remove(version: Version, sequencer: string): void {
    const { key, versionId } = version;
    this.#blobs.remove(this.#record({ t: 'removed', key, versionId, sequencer }));
  }

  retag(version: Version): void {
    this.#record({ t: 'tagged', version });
  }

  startUpload(upload: Upload): void {
    this.#record({ t: 'upload', upload });
  }

  addPart(uploadId: string, part: UploadedPart): void {
    this.#blobs.remove(this.#record({ t: 'part', uploadId, part }));
  }

  abortUpload(uploadId: string): void {
    this.#blobs.remove(this.#record({ t: 'ended', uploadId }));
  }

  /** Every file that the bucket needs. */
  *segments(): Generator<Segment> {
    for (const { versions } of this.index.from('')) {
      for (const version of versions) if (version.kind === 'object') yield* version.segments;
    }
    for (const { parts } of this.uploads.values()) for (const part of parts.values()) yield* part.segments;
  }

  close(): void {
    this.#journal.close();
  }

  #setConfig(config: BucketConfig): void {
    writeConfig(this.#folder, config);
    this.#config = config;
    this.#onConfigured(this.name, config);
  }

  #record(entry: Entry): readonly Segment[] {
    this.#journal.append(entry);
    return this.#apply(entry);
  }

  /** Returns the files that nothing names any more. */
  #apply(entry: Entry): readonly Segment[] {
    switch (entry.t) {
      case 'version':
        return this.#applyVersion(entry.version, entry.uploadId);
      case 'removed':
        this.#sequencer.seen(entry.sequencer);
        this.#count--;
        return segmentsOf(this.index.remove(entry.key, entry.versionId));
      case 'tagged':
        this.index.replace(entry.version);
        return [];
      case 'upload':
        this.uploads.set(entry.upload.uploadId, { upload: entry.upload, parts: new Map() });
        return [];
      case 'part':
        return this.#applyPart(entry.uploadId, entry.part);
      case 'ended':
        return this.#endUpload(entry.uploadId, []);
      default:
        return assertNever(entry);
    }
  }

  #applyVersion(version: Version, uploadId: string | undefined): readonly Segment[] {
    this.#sequencer.seen(version.sequencer);
    const before = this.index.put(version);
    if (!before) this.#count++;
    const replaced = segmentsOf(before);
    if (uploadId === undefined) return replaced;
    return [...replaced, ...this.#endUpload(uploadId, segmentsOf(version))];
  }

  #applyPart(uploadId: string, part: UploadedPart): readonly Segment[] {
    const parts = this.uploads.get(uploadId)?.parts;
    if (!parts) return part.segments;
    const replaced = parts.get(part.number)?.segments ?? [];
    parts.set(part.number, part);
    return replaced;
  }

  #endUpload(uploadId: string, kept: readonly Segment[]): readonly Segment[] {
    const names = new Set(kept.map(({ blob }) => blob));
    const parts = [...(this.uploads.get(uploadId)?.parts.values() ?? [])];
    this.uploads.delete(uploadId);
    return parts.flatMap(({ segments }) => segments).filter(({ blob }) => !names.has(blob));
  }

  *#entries(): Generator<Entry> {
    for (const { versions } of this.index.from('')) {
      for (const version of versions.toReversed()) yield { t: 'version', version };
    }
    for (const { upload, parts } of this.uploads.values()) {
      yield { t: 'upload', upload };
      for (const part of parts.values()) yield { t: 'part', uploadId: upload.uploadId, part };
    }
  }
}

const segmentsOf = (version: Version | undefined): readonly Segment[] =>
  version?.kind === 'object' ? version.segments : [];

function assertNever(entry: never): never {
  throw new Error(`No such journal entry: ${JSON.stringify(entry)}`);
}
