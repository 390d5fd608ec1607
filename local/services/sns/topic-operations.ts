import { AwsError } from '#gateway/aws-error.ts';
import type { JsonOperation } from '#gateway/json-service.ts';
import type { Place } from '#local/identity.ts';
import type { JsonObject } from '#local/json.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import { inputs, parse } from '#services/sns/input.ts';
import { type PublishDeps, publish } from '#services/sns/publish.ts';
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

/** The operations on topics, and publishing to them. Maps in answers are `Map`s: that is how the protocol tells them from structures. */
export function topicOperations(deps: PublishDeps & { readonly place: Place }): Readonly<Record<string, Run>> {
  const { topics, place } = deps;
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
    ListTopics: () => ({ Topics: topics.topics().map(({ arn }) => ({ TopicArn: arn })) }),
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
    Publish(input) {
      const { TopicArn, TargetArn, ...published } = parse(inputs.publish, input);
      const arn = TopicArn ?? TargetArn;
      if (arn === undefined) throw invalidParameter('PhoneNumber Reason: only topics can be published to here');
      return publish(arn, published, deps);
    },
    PublishBatch(input) {
      const { TopicArn, PublishBatchRequestEntries: entries } = parse(inputs.publishBatch, input);
      if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
        throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
      }
      topics.topic(TopicArn);
      const outcomes = entries.map(({ Id, ...published }) => attempt(Id, () => publish(TopicArn, published, deps)));
      return {
        Successful: outcomes.flatMap(({ done }) => done ?? []),
        Failed: outcomes.flatMap(({ failed }) => failed ?? []),
      };
    },
    TagResource(input) {
      const { ResourceArn, Tags } = parse(inputs.tag, input);
      const topic = topics.topic(ResourceArn);
      topics.putTopic({ ...topic, tags: { ...topic.tags, ...tagMap(Tags) } });
      return {};
    },
    UntagResource(input) {
      const { ResourceArn, TagKeys } = parse(inputs.untag, input);
      const topic = topics.topic(ResourceArn);
      topics.putTopic({
        ...topic,
        tags: Object.fromEntries(Object.entries(topic.tags).filter(([key]) => !TagKeys.includes(key))),
      });
      return {};
    },
    ListTagsForResource(input) {
      const { tags } = topics.topic(parse(inputs.resource, input).ResourceArn);
      return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
    },
  };
}

const tagMap = (tags: readonly { readonly Key: string; readonly Value: string }[]) =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

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
    TopicArn: arn,
    Owner: accountId,
    SubscriptionsConfirmed: String(topics.subscriptions(arn).length - pending),
    SubscriptionsPending: String(pending),
    SubscriptionsDeleted: '0',
  };
}

function attempt(Id: string, run: () => JsonObject): { readonly done?: object; readonly failed?: object } {
  try {
    return { done: { Id, ...run() } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { failed: { Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 } };
  }
}
