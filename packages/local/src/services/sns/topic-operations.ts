import type { Place } from '@safelight/asl/identity';
import type { Runs } from '#gateway/dispatch/taking.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import { inputs, taking } from '#services/sns/input.ts';
import { snsPage } from '#services/sns/paging.ts';
import { tagMap } from '#services/sns/tag-operations.ts';
import { checkNewTopic, checkTopicAttributes, describedTopic } from '#services/sns/topic-attributes.ts';
import type { Topic, Topics } from '#services/sns/topics.ts';

export const topicArn = ({ partition, region, accountId }: Place, name: string): string =>
  `arn:${partition}:sns:${region}:${accountId}:${name}`;

/** The operations on topics, by name. Maps in answers are `Map`s: that is how the protocol tells them from structures. */
export function topicOperations(topics: Topics, place: Place): Runs {
  return {
    CreateTopic: taking(inputs.createTopic, ({ Name, Attributes, Tags }) => {
      const attributes = checkNewTopic(Name, Attributes);
      const arn = topicArn(place, Name);
      const existing = topics.find(arn);
      if (existing) refuseOtherTopic(existing, attributes, tagMap(Tags));
      else topics.putTopic({ arn, attributes, tags: tagMap(Tags) });
      return { TopicArn: arn };
    }),
    DeleteTopic: taking(inputs.topic, ({ TopicArn }) => {
      topics.deleteTopic(TopicArn);
      return undefined;
    }),
    ListTopics: taking(inputs.list, ({ NextToken }) => {
      const { items, next } = snsPage(topics.topics(), NextToken);
      return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken: next };
    }),
    GetTopicAttributes: taking(inputs.topic, ({ TopicArn }) => {
      return {
        Attributes: new Map(Object.entries(describedTopic(topics.topic(TopicArn), topics, place))),
      };
    }),
    SetTopicAttributes: taking(inputs.setTopic, ({ TopicArn, AttributeName, AttributeValue }) => {
      const topic = topics.topic(TopicArn);
      if (AttributeName === 'FifoTopic') throw invalidParameter('AttributeName');
      checkTopicAttributes(TopicArn, { [AttributeName]: AttributeValue });
      topics.putTopic({ ...topic, attributes: { ...topic.attributes, [AttributeName]: AttributeValue } });
      return undefined;
    }),
  };
}

type Texts = Readonly<Record<string, string>>;

/** Who creates a topic again with the same attributes and tags, or none, gets the topic that is there. */
function refuseOtherTopic({ attributes, tags }: Topic, wanted: Texts, wantedTags: Texts): void {
  const differs = (have: Texts, want: Texts) => Object.entries(want).some(([name, value]) => have[name] !== value);
  if (differs(attributes, wanted))
    throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
  if (differs(tags, wantedTags)) throw invalidParameter('Tags Reason: Topic already exists with different tags');
}
