import type { Place } from '@safelight/asl/identity';
import type { PolicyStore } from '#services/iam/policy-store.ts';
import { roleId } from '#services/iam/request-context.ts';
import { DEFAULT_SETTINGS, type RoleSettings } from '#services/iam/roles.ts';
import { type Properties, readProperties } from '#template/properties.ts';
import type { Resource, ResourceType } from '#template/resource-type.ts';

interface RoleTypeDeps {
  readonly policies: PolicyStore;
  readonly place: Place;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const iamRoleType = ({ policies, place }: RoleTypeDeps): ResourceType => ({
  type: 'AWS::IAM::Role',
  properties: [
    'RoleName',
    'Path',
    'AssumeRolePolicyDocument',
    'Policies',
    'ManagedPolicyArns',
    'Description',
    'MaxSessionDuration',
    'Tags',
  ],
  withoutEffect: [],
  apply(resource) {
    const properties = readProperties(resource.properties);
    const name = roleName(resource);
    const path = properties.optionalText('Path') ?? '/';
    const arn = `arn:${place.partition}:iam::${place.accountId}:role${path}${name}`;
    policies.setRole(arn, resource.properties.AssumeRolePolicyDocument, settingsOf(properties));
    for (const policy of properties.objects('Policies', ['PolicyName', 'PolicyDocument'])) {
      policies.attach(name, policy.text('PolicyName'), policy.json('PolicyDocument'));
    }
    for (const managed of properties.texts('ManagedPolicyArns')) policies.attachManaged(name, managed);
    return { ref: name, attributes: { Arn: arn, RoleId: roleId(name) } };
  },
  exists: (_, name) => policies.findRole(name) !== undefined,
  isVolatile: true,
  remove: ({ physicalId }) => policies.removeRole(physicalId),
});

function settingsOf(properties: Properties): RoleSettings {
  const description = properties.optionalText('Description');
  const tags = properties.objects('Tags', ['Key', 'Value']).map((tag) => [tag.text('Key'), tag.text('Value')]);
  return {
    maxSessionSeconds: properties.optionalInteger('MaxSessionDuration') ?? DEFAULT_SETTINGS.maxSessionSeconds,
    tags: Object.fromEntries(tags),
    ...(description !== undefined && { description }),
  };
}

const roleName = ({ properties, stackName, logicalId }: Resource) =>
  typeof properties.RoleName === 'string' ? properties.RoleName : `${stackName}-${logicalId}`;
