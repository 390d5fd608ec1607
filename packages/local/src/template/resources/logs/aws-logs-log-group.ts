import type { Place } from '@safelight/asl/identity';
import { readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';

interface LogGroupTypeOptions {
  readonly putGroup: (name: string, retentionDays: number | undefined) => void;
  readonly deleteGroup: (name: string) => Promise<void>;
  readonly hasGroup: (arn: string) => boolean;
  readonly place: Place;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html */
export const logGroupType = ({ putGroup, deleteGroup, hasGroup, place }: LogGroupTypeOptions): ResourceType => ({
  type: 'AWS::Logs::LogGroup',
  properties: ['LogGroupName', 'RetentionInDays'],
  withoutEffect: ['KmsKeyId', 'LogGroupClass', 'DataProtectionPolicy', 'DeletionProtectionEnabled', 'Tags'],
  apply({ logicalId, stackName, properties }) {
    const read = readProperties(properties);
    const name = read.optionalText('LogGroupName') ?? `${stackName}-${logicalId}`;
    putGroup(name, read.optionalInteger('RetentionInDays'));
    return {
      ref: name,
      attributes: { Arn: `arn:${place.partition}:logs:${place.region}:${place.accountId}:log-group:${name}:*` },
    };
  },
  exists: (_, __, arn) => hasGroup(arn),
  remove: ({ physicalId }) => deleteGroup(physicalId),
});
