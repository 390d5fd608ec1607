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

/** A move of objects to another storage class, so many days after their creation or on a day. */
export interface LifecycleTransition {
  readonly days?: number | undefined;
  /** Milliseconds since the epoch. */
  readonly date?: number | undefined;
  readonly storageClass: string;
}

/** The same for versions that were replaced; as many of the newest of them as `newer` says stay. */
export interface NoncurrentTransition {
  readonly days: number;
  readonly newer?: number | undefined;
  readonly storageClass: string;
}

export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix: string;
  /** The prefix stands outside a filter, as rules were written once. */
  readonly withoutFilter?: true | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** Objects of more bytes than this, and of fewer. */
  readonly sizeAbove?: number | undefined;
  readonly sizeBelow?: number | undefined;
  readonly expirationDays?: number | undefined;
  /** Milliseconds since the epoch. */
  readonly expirationDate?: number | undefined;
  readonly expiredObjectDeleteMarker?: boolean | undefined;
  readonly noncurrentDays?: number | undefined;
  /** How many replaced versions stay however old they are. */
  readonly newerNoncurrentVersions?: number | undefined;
  readonly abortIncompleteDays?: number | undefined;
  readonly transitions?: readonly LifecycleTransition[] | undefined;
  readonly noncurrentTransitions?: readonly NoncurrentTransition[] | undefined;
}

/** Settings that are kept in the form in which they are answered. */
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
  /** The smallest objects that rules move, where S3's own choice does not hold: `varies_by_storage_class`. */
  readonly transitionMinimum?: string;
  /** What every new bucket has where nothing stands; null where the setting was taken away. */
  readonly documents: Readonly<Partial<Record<StoredDocument, XmlRead | null>>>;
}

export const newConfig = (createdAt: number): BucketConfig => ({
  createdAt,
  eventBridge: false,
  tags: {},
  cors: [],
  lifecycle: [],
  documents: {},
});
