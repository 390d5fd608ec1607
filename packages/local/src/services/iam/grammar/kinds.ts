/** What a policy belongs to: each kind has rules of its own. A resource's policy knows the ARN of its resource. */
export type PolicyKind =
  | { readonly of: 'identity' | 'managed' | 'session' | 'trust' }
  | { readonly of: ResourceKind; readonly arn: string };

export type ResourceKind = 'bucket' | 'queue' | 'topic' | 'key' | 'function' | 'bus';

const BY_SERVICE: Readonly<Record<string, ResourceKind>> = {
  s3: 'bucket',
  sqs: 'queue',
  sns: 'topic',
  kms: 'key',
  lambda: 'function',
  events: 'bus',
};

/** The kind of policy that a resource has. Throws for a resource whose service has no such policies here. */
export function kindOfResource(arn: string): PolicyKind {
  const of = BY_SERVICE[arn.split(':')[2] ?? ''];
  if (!of) throw new Error(`No policies of resources like ${arn} are known.`);
  return { of, arn };
}

/** The service whose actions the policy of a resource may name. */
export const SERVICE_OF: Readonly<Record<ResourceKind | 'trust', string>> = {
  bucket: 's3',
  queue: 'sqs',
  topic: 'sns',
  key: 'kms',
  function: 'lambda',
  bus: 'events',
  trust: 'sts',
};
