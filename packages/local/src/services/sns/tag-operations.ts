import type { Operation } from '#gateway/dispatch/operation.ts';
import { inputs, parse } from '#services/sns/input.ts';
import type { Topics } from '#services/sns/topics.ts';

/** The operations on the tags of topics, by name. */
export function tagOperations(topics: Topics): Readonly<Record<string, Operation['run']>> {
  return {
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

export const tagMap = (tags: readonly { readonly Key: string; readonly Value: string }[]) =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
