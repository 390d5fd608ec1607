import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { InProcess } from '#gateway/dispatch/in-process.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { isThere } from '#template/resources/is-there.ts';

const attributes = ['DisplayName', 'KmsMasterKeyId', 'SignatureVersion', 'TracingConfig'];

const ofFifo = { ContentBasedDeduplication: 'false', FifoThroughputScope: 'Topic' };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const snsTopicType = ({ call }: { readonly call: InProcess }): ResourceType => ({
  type: 'AWS::SNS::Topic',
  properties: ['TopicName', 'Subscription', 'FifoTopic', ...Object.keys(ofFifo), ...attributes],
  withoutEffect: ['Tags', 'DeliveryStatusLogging'],
  async apply({ properties, stackName, logicalId }) {
    const isFifo = String(properties.FifoTopic) === 'true';
    const named = `${stackName}-${logicalId}${isFifo ? '.fifo' : ''}`;
    const Name = typeof properties.TopicName === 'string' ? properties.TopicName : named;
    const { TopicArn } = await call('CreateTopic', { Name, ...(isFifo && { Attributes: { FifoTopic: 'true' } }) });
    const arn = String(TopicArn);
    for (const [AttributeName, value] of given(properties, isFifo)) {
      await call('SetTopicAttributes', { TopicArn: arn, AttributeName, AttributeValue: String(value) });
    }
    for (const subscription of subscriptions(properties.Subscription))
      await call('Subscribe', { ...subscription, TopicArn: arn });
    return { ref: arn, attributes: { TopicArn: arn, TopicName: Name } };
  },
  exists: (_, __, arn) => isThere(() => call('GetTopicAttributes', { TopicArn: arn })),
  remove: ({ physicalId }) => call('DeleteTopic', { TopicArn: physicalId }),
});

/** What the template no longer says of a FIFO topic is taken back to its default. */
const given = (properties: JsonObject, isFifo: boolean) =>
  Object.entries({ ...(isFifo && ofFifo), ...properties }).filter(
    ([name]) => attributes.includes(name) || Object.hasOwn(ofFifo, name),
  );

const subscriptions = (value: Json | undefined) => (Array.isArray(value) ? value.filter(isJsonObject) : []);
