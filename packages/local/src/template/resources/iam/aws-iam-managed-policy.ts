import type { Place } from '@safelight/asl/identity';
import { roleName } from '#services/iam/evaluate.ts';
import type { PolicyStore } from '#services/iam/policy-store.ts';
import { readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';

interface ManagedPolicyTypeDeps {
  readonly policies: PolicyStore;
  readonly place: Place;
}

function detach(policies: PolicyStore, role: string, policyArn: string): void {
  const managed = new Set(policies.findRole(role)?.managed);
  managed.delete(policyArn);
  policies.changeRole(role, { managed });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const iamManagedPolicyType = ({ policies, place }: ManagedPolicyTypeDeps): ResourceType => ({
  type: 'AWS::IAM::ManagedPolicy',
  properties: ['ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles'],
  withoutEffect: ['Description', 'Tags'],
  apply({ properties, stackName, logicalId }) {
    const read = readProperties(properties);
    const name = read.optionalText('ManagedPolicyName') ?? `${stackName}-${logicalId}`;
    const arn = `arn:${place.partition}:iam::${place.accountId}:policy${read.optionalText('Path') ?? '/'}${name}`;
    policies.defineManaged(arn, read.json('PolicyDocument'));
    for (const role of read.texts('Roles')) policies.attachManaged(role, arn);
    return { ref: arn, attributes: { PolicyArn: arn } };
  },
  exists: (_, __, arn) => policies.managedPolicy(arn) !== undefined,
  isVolatile: true,
  remove({ physicalId }) {
    for (const { arn, managed } of policies.roles)
      if (managed.has(physicalId)) detach(policies, roleName(arn), physicalId);
    policies.removeManaged(physicalId);
  },
});
