import type { InProcess } from '#gateway/dispatch/in-process.ts';
import { readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { isThere } from '#template/resources/is-there.ts';
import { tagsOf, textOf } from '#template/resources/stepfunctions/aws-stepfunctions-statemachine.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-activity.html */
export const activityType = (call: InProcess): ResourceType => ({
  type: 'AWS::StepFunctions::Activity',
  properties: ['Name', 'Tags'],
  withoutEffect: ['EncryptionConfiguration'],
  async apply({ properties }) {
    const read = readProperties(properties);
    const name = read.text('Name');
    const arn = textOf(await call('CreateActivity', { name }), 'activityArn');
    await call('TagResource', { resourceArn: arn, tags: tagsOf(read) });
    return { ref: arn, attributes: { Arn: arn, Name: name } };
  },
  exists: (_, __, arn) => isThere(() => call('DescribeActivity', { activityArn: arn })),
  remove: ({ physicalId }) => call('DeleteActivity', { activityArn: physicalId }),
});
