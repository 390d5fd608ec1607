import type { Place } from '@safelight/asl/identity';
import type { PolicyStore } from '#services/iam/policy-store.ts';
import type { ResourceType } from '#template/resource-type.ts';

interface KeyDeps {
  readonly policies: PolicyStore;
  readonly place: Place;
}

/**
 * Data on this machine is not encrypted; but who may use a key is asked.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
 */
export const kmsKeyType = ({ policies, place }: KeyDeps): ResourceType => ({
  type: 'AWS::KMS::Key',
  properties: ['KeyPolicy'],
  withoutEffect: [
    'BypassPolicyLockoutSafetyCheck',
    'Description',
    'Enabled',
    'EnableKeyRotation',
    'KeySpec',
    'KeyUsage',
    'MultiRegion',
    'Origin',
    'PendingWindowInDays',
    'RotationPeriodInDays',
    'Tags',
  ],
  apply({ logicalId, properties: { KeyPolicy: policy } }) {
    const { partition, region, accountId } = place;
    const arn = `arn:${partition}:kms:${region}:${accountId}:key/${logicalId}`;
    if (policy === undefined) policies.removeResourcePolicy(arn, 'key policy');
    else policies.setResourcePolicy(arn, 'key policy', policy);
    return { ref: logicalId, attributes: { Arn: arn, KeyId: logicalId } };
  },
});
