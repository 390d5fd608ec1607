import type { Json } from '@safelight/asl/json';
import type { InProcess } from '#gateway/dispatch/in-process.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { uniqueName } from '#template/resources/unique-name.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const snsTopicPolicyType = ({ call }: { readonly call: InProcess }): ResourceType => ({
  type: 'AWS::SNS::TopicPolicy',
  properties: ['Topics', 'PolicyDocument'],
  withoutEffect: [],
  async apply({ logicalId, stackName, suffix, properties: { Topics: topics, PolicyDocument: policy } }) {
    await setPolicy(call, topics, typeof policy === 'string' ? policy : JSON.stringify(policy));
    const id = uniqueName({ stackName, logicalId, suffix });
    return { ref: id, attributes: { Id: id } };
  },
  isSetting: true,
  remove: ({ properties: { Topics: topics } }) => setPolicy(call, topics, ''),
});

async function setPolicy(call: InProcess, topics: Json | undefined, AttributeValue: string): Promise<void> {
  for (const topic of Array.isArray(topics) ? topics : [])
    await call('SetTopicAttributes', { TopicArn: topic, AttributeName: 'Policy', AttributeValue });
}
