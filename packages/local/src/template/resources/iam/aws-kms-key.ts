import type { Place } from '@safelight/asl/identity';
import { refusal } from '#services/iam/grammar/refusals.ts';
import type { PolicyDocument } from '#services/iam/policy-document.ts';
import type { PolicyStore } from '#services/iam/policy-store.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { stableUuid } from '#template/resources/stable-uuid.ts';

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
  properties: ['KeyPolicy', 'BypassPolicyLockoutSafetyCheck'],
  withoutEffect: [
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
  apply({ logicalId, suffix, stackName, properties: { KeyPolicy: policy, BypassPolicyLockoutSafetyCheck: bypass } }) {
    const id = suffix === undefined ? logicalId : stableUuid(`${stackName}/${logicalId}/${suffix}`);
    const arn = keyArn(place, id);
    const document = policies.checkResourcePolicy(arn, policy ?? defaultKeyPolicy(place));
    if (bypass !== true && locksOut(document, place)) throw refusal(document.name, document.kind, { is: 'lockout' });
    policies.setResourcePolicy(arn, 'key policy', document.written);
    return { ref: id, attributes: { Arn: arn, KeyId: id } };
  },
  isVolatile: true,
  remove: ({ physicalId }) => policies.removeResourcePolicy(keyArn(place, physicalId), 'key policy'),
});

const keyArn = ({ partition, region, accountId }: Place, id: string): string =>
  `arn:${partition}:kms:${region}:${accountId}:key/${id}`;

/**
 * Of a key that was given none: the account's IAM policies decide.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const defaultKeyPolicy = ({ partition, accountId }: Place) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Enable IAM User Permissions',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
});

/** Whoever makes a key must be able to change its policy later: https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
const locksOut = ({ statements }: PolicyDocument, { partition, accountId }: Place): boolean =>
  !statements.some(
    ({ effect, principals, actions }) =>
      effect === 'Allow' &&
      actions.items.some((action) => action('kms:PutKeyPolicy')) === (actions.kind === 'only') &&
      principals?.items.some(({ value }) =>
        [
          '*',
          accountId,
          `arn:${partition}:iam::${accountId}:root`,
          `arn:${partition}:iam::${accountId}:user/developer`,
        ].includes(value),
      ),
  );
