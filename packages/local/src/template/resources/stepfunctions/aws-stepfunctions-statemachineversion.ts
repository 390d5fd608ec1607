import type { InProcess } from '#gateway/dispatch/in-process.ts';
import { readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { textOf } from '#template/resources/stepfunctions/aws-stepfunctions-statemachine.ts';

/**
 * A revision that is published already stays the same version, so a restart adds none.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachineversion.html
 */
export const stateMachineVersionType = (call: InProcess): ResourceType => ({
  type: 'AWS::StepFunctions::StateMachineVersion',
  properties: ['StateMachineArn', 'Description'],
  // It only makes CloudFormation publish again; here the state machine's current revision is published anyway.
  withoutEffect: ['StateMachineRevisionId'],
  async apply({ properties }) {
    const read = readProperties(properties);
    const description = read.optionalText('Description');
    const published = await call('PublishStateMachineVersion', {
      stateMachineArn: read.text('StateMachineArn'),
      ...(description !== undefined && { description }),
    });
    const arn = textOf(published, 'stateMachineVersionArn');
    return { ref: arn, attributes: { Arn: arn } };
  },
  remove: ({ physicalId }) => call('DeleteStateMachineVersion', { stateMachineVersionArn: physicalId }),
});
