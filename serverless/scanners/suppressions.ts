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
 * A resource's Metadata with what checkov shall leave out there; what it had is kept.
 * https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
 */
export function metadataOf(resource: Resource): Readonly<Record<string, unknown>> | undefined {
  const skip = acceptedAt(resource)
    .filter(({ scanner }) => scanner === 'checkov')
    .map(({ rule, reason }) => ({ id: rule, comment: reason }));
  return skip.length === 0 ? resource.Metadata : { ...resource.Metadata, checkov: { skip } };
}
