import type { Access } from '#gateway/service.ts';
import type { PolicyDocument } from '#services/iam/policy-document.ts';
import { isPublic } from '#services/iam/public-policy.ts';
import { bucketArn, objectArn, type ResourcePolicies, type S3Call, type S3Context } from '#services/s3/operation.ts';
import { isBlocked } from '#services/s3/settings/public-access-block.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';

/** Names of the policies that a bucket has of itself. */
const OWN = 'policy';
const BLOCK = 'public access block';

/** Lets the settings of a bucket take effect: its policy, and that it is closed to strangers whatever that says. */
export function applyPolicies(policies: ResourcePolicies, bucket: string, config: BucketConfig): void {
  const arn = bucketArn(bucket);
  if (config.policy === undefined) policies.removeResourcePolicy(arn, OWN);
  else policies.setResourcePolicy(arn, OWN, JSON.parse(config.policy));
  if (isBlocked(config, 'RestrictPublicBuckets')) policies.setResourcePolicy(arn, BLOCK, denyStrangers(arn));
  else policies.removeResourcePolicy(arn, BLOCK);
}

export function removePolicies(policies: ResourcePolicies, bucket: string): void {
  for (const name of [OWN, BLOCK]) policies.removeResourcePolicy(bucketArn(bucket), name);
}

/** A policy that lets in everybody, on a bucket that takes none such. */
export const refusesPublic = (config: BucketConfig, policy: PolicyDocument): boolean =>
  isBlocked(config, 'BlockPublicPolicy') && isPublic(policy);

/**
 * Judges a stranger where an operation is judged by what its document says: before that is read, unless the bucket's policy
 * lets somebody in whom nobody knows.
 */
export function strangerAccess({ buckets, policies }: S3Context, call: S3Call, action: string): readonly Access[] {
  if (call.request.principal.kind !== 'anonymous') return [];
  const policy = buckets.find(call.bucket)?.config.policy;
  const statements =
    policy === undefined ? [] : policies.checkResourcePolicy(bucketArn(call.bucket), policy).statements;
  const isOpen = statements.some(
    ({ effect, principals }) => effect === 'Allow' && principals?.items.some(({ value }) => value === '*'),
  );
  return isOpen ? [] : [{ action, resource: objectArn(call.bucket, '*') }];
}

const denyStrangers = (arn: string) => ({
  Statement: {
    Sid: 'RestrictPublicBuckets',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [arn, `${arn}/*`],
    Condition: { StringEquals: { 'aws:PrincipalType': 'Anonymous' } },
  },
});
