import type { Checksum } from '#services/s3/checksums/algorithms.ts';

/** A stretch of bytes in a file of its own; files are never changed, so copies share them. */
export interface Segment {
  readonly blob: string;
  readonly size: number;
}

/** What is said of an object beside its bytes. */
export interface ObjectAttributes {
  /** `content-type`, `cache-control` and the others that are answered as they were given. */
  readonly headers: Readonly<Record<string, string>>;
  /** User metadata, names without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Headers that tell how it is encrypted, where that is not by S3's own keys. */
  readonly encryption?: Readonly<Record<string, string>> | undefined;
}

export interface PartSummary {
  readonly number: number;
  readonly size: number;
  readonly checksum?: Checksum;
}

interface VersionBase {
  readonly key: string;
  /** `null` where the bucket is not versioned. */
  readonly versionId: string;
  readonly sequencer: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
}

export interface ObjectVersion extends VersionBase, ObjectAttributes {
  readonly kind: 'object';
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly segments: readonly Segment[];
  /** Only of an object that was uploaded in parts. */
  readonly parts?: readonly PartSummary[];
  /** The upload that brought those parts: who completes it again is answered again. */
  readonly uploadId?: string;
  readonly checksum?: Checksum;
}

export interface DeleteMarker extends VersionBase {
  readonly kind: 'marker';
}

export type Version = ObjectVersion | DeleteMarker;

/** The version id of objects in buckets without versioning. */
export const NULL_VERSION = 'null';

export interface UploadedPart extends PartSummary {
  readonly etag: string;
  readonly lastModified: number;
  readonly segments: readonly Segment[];
}

/** A multipart upload under way. */
export interface Upload extends ObjectAttributes {
  readonly uploadId: string;
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly initiated: number;
  readonly checksum?: Pick<Checksum, 'algorithm' | 'type'>;
}
