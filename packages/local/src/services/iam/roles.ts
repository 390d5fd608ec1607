import type { Tags } from '#services/iam/conditions/tag-keys.ts';
import type { PolicyDocument } from '#services/iam/policy-document.ts';

/** A role: who may use it, and what it may do. Keyed by its name, which is one for all paths. */
export interface Role {
  readonly arn: string;
  readonly trust: PolicyDocument;
  readonly settings: RoleSettings;
  /** Inline policies by name. */
  readonly inline: ReadonlyMap<string, PolicyDocument>;
  /** ARNs of managed policies. */
  readonly managed: ReadonlySet<string>;
}

export interface RoleSettings {
  readonly description?: string;
  /** Of sessions that AssumeRole begins: 3,600 to 43,200. */
  readonly maxSessionSeconds: number;
  readonly tags: Tags;
  /** In milliseconds since the epoch; only of roles made by API. */
  readonly createdAt?: number;
}

export const DEFAULT_SETTINGS: RoleSettings = { maxSessionSeconds: 3_600, tags: {} };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const MOST_MANAGED = 10;

/** A role as it is kept between starts. */
export interface KeptRole {
  readonly arn: string;
  readonly trust: unknown;
  readonly settings: RoleSettings;
  readonly inline: Readonly<Record<string, unknown>>;
  readonly managed: readonly string[];
}
