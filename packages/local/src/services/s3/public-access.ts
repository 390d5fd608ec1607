import type { PolicyDocument } from '#services/iam/policy-document.ts';
import { isPublic } from '#services/iam/public-policy.ts';
import { bucketArn, type ResourcePolicies } from '#services/s3/operation.ts';
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
