import type { Place } from '@safelight/asl/identity';
import type { JsonOperation } from '#gateway/json-service.ts';
import { defaultPolicy } from '#services/sns/default-policy.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import { inputs, parse } from '#services/sns/input.ts';
import { snsPage } from '#services/sns/paging.ts';
import { tagMap } from '#services/sns/tag-operations.ts';
import type { Topic, Topics } from '#services/sns/topics.ts';

type Run = JsonOperation['run'];

export const topicArn = ({ partition, region, accountId }: Place, name: string): string =>
  `arn:${partition}:sns:${region}:${accountId}:${name}`;

/** Attributes that may be set. Only the policy has an effect here. */
const settable = new Set([
  'Policy',
  'DisplayName',
  'KmsMasterKeyId',
  'DeliveryPolicy',
  'TracingConfig',
  'SignatureVersion',
]);

/** The operations on topics, by name. Maps in answers are `Map`s: that is how the protocol tells them from structures. */
export function topicOperations(topics: Topics, place: Place): Readonly<Record<string, Run>> {
  return {
    CreateTopic(input) {
      const { Name, Attributes, Tags } = parse(inputs.createTopic, input);
      checkAttributes(Attributes);
      const arn = topicArn(place, Name);
      if (!topics.find(arn)) topics.putTopic({ arn, attributes: Attributes, tags: tagMap(Tags) });
      return { TopicArn: arn };
    },
    DeleteTopic(input) {
      topics.deleteTopic(parse(inputs.topic, input).TopicArn);
      return undefined;
    },
    ListTopics(input) {
      const { items, next } = snsPage(topics.topics(), parse(inputs.list, input).NextToken);
      return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken: next };
    },
    GetTopicAttributes(input) {
      return {
        Attributes: new Map(
          Object.entries(described(topics.topic(parse(inputs.topic, input).TopicArn), topics, place)),
        ),
      };
    },
    SetTopicAttributes(input) {
      const { TopicArn, AttributeName, AttributeValue } = parse(inputs.setTopic, input);
      const topic = topics.topic(TopicArn);
      checkAttributes({ [AttributeName]: AttributeValue });
      topics.putTopic({ ...topic, attributes: { ...topic.attributes, [AttributeName]: AttributeValue } });
      return undefined;
    },
  };
}

function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  if (attributes.FifoTopic === 'true') throw invalidParameter('Attributes Reason: FIFO topics are not supported here');
  const unknown = Object.keys(attributes).find((name) => !settable.has(name) && name !== 'FifoTopic');
  if (unknown !== undefined) throw invalidParameter(`AttributeName Reason: ${unknown} is not supported here`);
}

function described({ arn, attributes }: Topic, topics: Topics, { accountId }: Place): Record<string, string> {
  const pending = topics.subscriptions(arn).filter(({ protocol }) => protocol.startsWith('email')).length;
  return {
    DisplayName: '',
    ...attributes,
    Policy: attributes.Policy || defaultPolicy(arn),
    TopicArn: arn,
    Owner: accountId,
    SubscriptionsConfirmed: String(topics.subscriptions(arn).length - pending),
    SubscriptionsPending: String(pending),
    SubscriptionsDeleted: '0',
  };
}
