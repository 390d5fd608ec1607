import { accepted } from './accepted.ts';

/** A resource of a compiled template, as far as suppressions go. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>> | undefined;
  Metadata?: Readonly<Record<string, unknown>> | undefined;
}

/** The accepted findings at a resource. */
export const acceptedAt = ({ Type, Properties = {} }: Resource) =>
  accepted.filter(({ type, except }) => type === Type && !except?.(Properties));

/**
 * A resource's Metadata with what checkov and cfn-lint shall leave out there; what it had is kept.
 * https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
 * https://github.com/aws-cloudformation/cfn-lint#resource-based-metadata
 */
export function metadataOf(resource: Resource): Readonly<Record<string, unknown>> | undefined {
  const at = acceptedAt(resource);
  const skip = at
    .filter(({ scanner }) => scanner === 'checkov')
    .map(({ rule, reason }) => ({ id: rule, comment: reason }));
  const ignored = at.filter(({ scanner }) => scanner === 'cfn-lint').map(({ rule }) => rule);
  if (skip.length + ignored.length === 0) return resource.Metadata;
  return {
    ...resource.Metadata,
    ...(skip.length > 0 && { checkov: { skip } }),
    ...(ignored.length > 0 && { 'cfn-lint': { config: { ignore_checks: ignored } } }),
  };
}
