import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { InProcess } from '#gateway/in-process.ts';
import type { ResourceType } from '#template/resource-type.ts';

const attributes = ['DisplayName', 'KmsMasterKeyId', 'SignatureVersion', 'TracingConfig'];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const snsTopicType = ({ call }: { readonly call: InProcess }): ResourceType => ({
  type: 'AWS::SNS::Topic',
  properties: ['TopicName', 'Subscription', ...attributes],
  withoutEffect: ['Tags', 'DeliveryStatusLogging'],
  async apply({ properties, stackName, logicalId }) {
    const Name = typeof properties.TopicName === 'string' ? properties.TopicName : `${stackName}-${logicalId}`;
    const { TopicArn } = await call('CreateTopic', { Name });
    const arn = String(TopicArn);
    for (const [AttributeName, value] of given(properties)) {
      await call('SetTopicAttributes', { TopicArn: arn, AttributeName, AttributeValue: String(value) });
    }
    for (const subscription of subscriptions(properties.Subscription))
      await call('Subscribe', { ...subscription, TopicArn: arn });
    return { ref: arn, attributes: { TopicArn: arn, TopicName: Name } };
  },
  remove: ({ physicalId }) => call('DeleteTopic', { TopicArn: physicalId }),
});

const given = (properties: JsonObject) => Object.entries(properties).filter(([name]) => attributes.includes(name));

const subscriptions = (value: Json | undefined) => (Array.isArray(value) ? value.filter(isJsonObject) : []);
