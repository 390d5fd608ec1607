import type { ConditionContext } from '#services/iam/conditions/condition-context.ts';
import type { Condition } from '#services/iam/conditions/conditions.ts';
import type { PolicyKind } from '#services/iam/grammar/kinds.ts';
import type { Pattern } from '#services/iam/wildcard.ts';

/** Whom a statement is about: `AWS` holds ARNs and account numbers, `Service` names like `events.amazonaws.com`. */
export interface PrincipalEntry {
  readonly type: '*' | 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';
  readonly value: string;
}

/** A list of patterns, or everything but what they match. */
export interface Selection<Item> {
  readonly kind: 'only' | 'except';
  readonly items: readonly Item[];
}

/** Whether a resource is one that is meant, in a request that brings values of variables. */
export type ResourcePattern = (resource: string, context: ConditionContext) => boolean;

export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Selection<Pattern>;
  /** Undefined in a trust policy, which is about the role that it belongs to. */
  readonly resources: Selection<ResourcePattern> | undefined;
  /** Undefined in an identity policy, which is about whom it is attached to. */
  readonly principals: Selection<PrincipalEntry> | undefined;
  readonly conditions: readonly Condition[];
}

export interface PolicyDocument {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly statements: readonly Statement[];
  /** As it was written, for whoever shows or changes it. */
  readonly written: unknown;
}
