/** All that a lab keeps, read when nothing is at work. */
export interface Snapshot {
  /** The current objects of the source bucket, by key. */
  readonly photos: ReadonlyMap<string, { readonly etag: string }>;
  /** The images table, by key. */
  readonly rows: ReadonlyMap<string, Row>;
  /** The objects of the output bucket, by key. */
  readonly objects: ReadonlyMap<string, StoredObject>;
  /** What could not be read, by key, and why. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** Contents of manifests that rows point to and that are there, by their key. */
  readonly manifests: ReadonlyMap<string, unknown>;
}

export interface Row {
  readonly key: string;
  readonly status: string;
  readonly etag: string;
  readonly revision: string;
  readonly prefix?: string | undefined;
  readonly reason?: { readonly code: string; readonly message: string } | undefined;
  readonly manifest?: Manifest | undefined;
}

/** What the comparison needs of a manifest; it has more. */
export interface Manifest {
  readonly variants: readonly Variant[];
}

export interface Variant {
  readonly key: string;
  readonly bytes: number;
  readonly type: string;
  readonly checksum: string;
}

export interface StoredObject {
  readonly bytes: number;
  readonly type: string;
  /** SHA-256 in base64; absent where S3 was given none. */
  readonly checksum?: string | undefined;
}

export const manifestKey = (prefix: string): string => `${prefix}/manifest.json`;
