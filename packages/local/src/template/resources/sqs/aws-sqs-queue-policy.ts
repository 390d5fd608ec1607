import type { Json } from '@safelight/asl/json';
import type { InProcess } from '#gateway/dispatch/in-process.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { uniqueName } from '#template/resources/unique-name.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const sqsQueuePolicyType = ({ call }: { readonly call: InProcess }): ResourceType => ({
  type: 'AWS::SQS::QueuePolicy',
  properties: ['Queues', 'PolicyDocument'],
  withoutEffect: [],
  async apply({ logicalId, stackName, suffix, properties: { Queues: queues, PolicyDocument: policy } }) {
    await setPolicy(call, queues, typeof policy === 'string' ? policy : JSON.stringify(policy));
    const id = uniqueName({ stackName, logicalId, suffix });
    return { ref: id, attributes: { Id: id } };
  },
  isSetting: true,
  remove: ({ properties: { Queues: queues } }) => setPolicy(call, queues, ''),
});

async function setPolicy(call: InProcess, queues: Json | undefined, Policy: string): Promise<void> {
  for (const url of Array.isArray(queues) ? queues : [])
    await call('SetQueueAttributes', { QueueUrl: url, Attributes: { Policy } });
}
