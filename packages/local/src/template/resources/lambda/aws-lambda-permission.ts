import type { PolicyStore } from '#services/iam/policy-store.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';
import { type Properties, readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { uniqueName } from '#template/resources/unique-name.ts';

interface PermissionTypeOptions {
  readonly findFunction: (nameOrArn: string) => LambdaFunction;
  readonly policies: Pick<PolicyStore, 'setResourcePolicy' | 'checkResourcePolicy' | 'removeResourcePolicy'>;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export const permissionType = ({ findFunction, policies }: PermissionTypeOptions): ResourceType => ({
  type: 'AWS::Lambda::Permission',
  properties: ['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn'],
  withoutEffect: [],
  apply({ logicalId, stackName, suffix, properties }) {
    const read = readProperties(properties);
    const { arn } = findFunction(read.text('FunctionName'));
    const sid = suffix === undefined ? logicalId : uniqueName({ stackName, logicalId, suffix });
    const document = { Version: '2012-10-17', Statement: [statement(read, arn, sid)] };
    policies.checkResourcePolicy(arn, document);
    policies.setResourcePolicy(arn, sid, document);
    return { ref: sid, attributes: { Id: sid } };
  },
  isVolatile: true,
  remove({ physicalId, properties }) {
    policies.removeResourcePolicy(findFunction(readProperties(properties).text('FunctionName')).arn, physicalId);
  },
});

/** The statement that AWS writes into the policy of the function. */
function statement(read: Properties, arn: string, sid: string): object {
  const principal = read.text('Principal');
  const sourceArn = read.optionalText('SourceArn');
  const sourceAccount = read.optionalText('SourceAccount');
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal },
    Action: read.text('Action'),
    Resource: arn,
    Condition: {
      ...(sourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': sourceArn } }),
      ...(sourceAccount !== undefined && { StringEquals: { 'AWS:SourceAccount': sourceAccount } }),
    },
  };
}
