import type { Place } from '@safelight/asl/identity';
import type { Operation } from '#gateway/dispatch/operation.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import { inputs, parse } from '#services/sns/input.ts';
import { snsPage } from '#services/sns/paging.ts';
import { tagMap } from '#services/sns/tag-operations.ts';
import { checkNewTopic, checkTopicAttributes, describedTopic } from '#services/sns/topic-attributes.ts';
import type { Topic, Topics } from '#services/sns/topics.ts';

type Run = Operation['run'];

export const topicArn = ({ partition, region, accountId }: Place, name: string): string =>
  `arn:${partition}:sns:${region}:${accountId}:${name}`;

/** The operations on topics, by name. Maps in answers are `Map`s: that is how the protocol tells them from structures. */
export function topicOperations(topics: Topics, place: Place): Readonly<Record<string, Run>> {
  return {
    CreateTopic(input) {
      const { Name, Attributes, Tags } = parse(inputs.createTopic, input);
      const attributes = checkNewTopic(Name, Attributes);
      const arn = topicArn(place, Name);
      const existing = topics.find(arn);
      if (existing) refuseOtherTopic(existing, attributes, tagMap(Tags));
      else topics.putTopic({ arn, attributes, tags: tagMap(Tags) });
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
          Object.entries(describedTopic(topics.topic(parse(inputs.topic, input).TopicArn), topics, place)),
        ),
      };
    },
    SetTopicAttributes(input) {
      const { TopicArn, AttributeName, AttributeValue } = parse(inputs.setTopic, input);
      const topic = topics.topic(TopicArn);
      if (AttributeName === 'FifoTopic') throw invalidParameter('AttributeName');
      checkTopicAttributes(TopicArn, { [AttributeName]: AttributeValue });
      topics.putTopic({ ...topic, attributes: { ...topic.attributes, [AttributeName]: AttributeValue } });
      return undefined;
    },
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
