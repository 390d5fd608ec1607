import type { XmlRead } from '#gateway/xml.ts';

export type VersioningStatus = 'Enabled' | 'Suspended';

export interface CorsRule {
  readonly id?: string;
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds?: number;
}

export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly expirationDays?: number;
  readonly expiredObjectDeleteMarker?: boolean;
  readonly noncurrentDays?: number;
  readonly abortIncompleteDays?: number;
}

/** Configurations that are kept and answered as they were given. */
export type StoredDocument = 'encryption' | 'ownershipControls' | 'publicAccessBlock';

/** Everything that is set on a bucket. */
export interface BucketConfig {
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Undefined until versioning was switched on for the first time. */
  readonly versioning?: VersioningStatus;
  readonly eventBridge: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly cors: readonly CorsRule[];
  readonly lifecycle: readonly LifecycleRule[];
  /** The policy document as JSON text. */
  readonly policy?: string;
  readonly documents: Readonly<Partial<Record<StoredDocument, XmlRead>>>;
}

export const newConfig = (createdAt: number): BucketConfig => ({
  createdAt,
  eventBridge: false,
  tags: {},
  cors: [],
  lifecycle: [],
  documents: {},
});
