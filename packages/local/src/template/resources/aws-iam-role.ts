import type { Place } from '@safelight/asl/identity';
import type { PolicyStore } from '#services/iam/policy-store.ts';
import { readProperties } from '#template/properties.ts';
import type { Resource, ResourceType } from '#template/resource-type.ts';

interface RoleTypeDeps {
  readonly policies: PolicyStore;
  readonly place: Place;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const iamRoleType = ({ policies, place }: RoleTypeDeps): ResourceType => ({
  type: 'AWS::IAM::Role',
  properties: ['RoleName', 'Path', 'AssumeRolePolicyDocument', 'Policies', 'ManagedPolicyArns'],
  withoutEffect: ['Description', 'MaxSessionDuration', 'Tags'],
  apply(resource) {
    const properties = readProperties(resource.properties);
    const name = roleName(resource);
    const path = properties.optionalText('Path') ?? '/';
    const arn = `arn:${place.partition}:iam::${place.accountId}:role${path}${name}`;
    policies.setRole(arn, resource.properties.AssumeRolePolicyDocument);
    for (const policy of properties.objects('Policies', ['PolicyName', 'PolicyDocument'])) {
      policies.attach(name, policy.text('PolicyName'), policy.json('PolicyDocument'));
    }
    for (const managed of properties.texts('ManagedPolicyArns')) policies.attachManaged(name, managed);
    return { ref: name, attributes: { Arn: arn, RoleId: `AROA${name.toUpperCase().slice(0, 17)}` } };
  },
});

const roleName = ({ properties, stackName, logicalId }: Resource) =>
  typeof properties.RoleName === 'string' ? properties.RoleName : `${stackName}-${logicalId}`;
