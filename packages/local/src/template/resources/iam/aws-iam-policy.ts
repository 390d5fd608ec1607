import type { PolicyStore } from '#services/iam/policy-store.ts';
import { readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { uniqueName } from '#template/resources/unique-name.ts';

/**
 * A policy inside of roles that are written elsewhere. Users and groups have no use here, and are refused.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
 */
export const iamPolicyType = ({ policies }: { readonly policies: PolicyStore }): ResourceType => ({
  type: 'AWS::IAM::Policy',
  properties: ['PolicyName', 'PolicyDocument', 'Roles'],
  withoutEffect: [],
  apply({ properties, stackName, logicalId, suffix }) {
    const read = readProperties(properties);
    for (const role of read.texts('Roles')) policies.attach(role, read.text('PolicyName'), read.json('PolicyDocument'));
    const id = uniqueName({ stackName, logicalId, suffix });
    return { ref: id, attributes: { Id: id } };
  },
  isVolatile: true,
  remove({ properties }) {
    const read = readProperties(properties);
    for (const role of read.texts('Roles')) if (policies.findRole(role)) policies.detach(role, read.text('PolicyName'));
  },
});
