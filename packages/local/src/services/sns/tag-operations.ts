import type { Runs } from '#gateway/dispatch/taking.ts';
import { inputs, taking } from '#services/sns/input.ts';
import type { Topics } from '#services/sns/topics.ts';

/** The operations on the tags of topics, by name. */
export function tagOperations(topics: Topics): Runs {
  return {
    TagResource: taking(inputs.tag, ({ ResourceArn, Tags }) => {
      const topic = topics.topic(ResourceArn);
      topics.putTopic({ ...topic, tags: { ...topic.tags, ...tagMap(Tags) } });
      return {};
    }),
    UntagResource: taking(inputs.untag, ({ ResourceArn, TagKeys }) => {
      const topic = topics.topic(ResourceArn);
      topics.putTopic({
        ...topic,
        tags: Object.fromEntries(Object.entries(topic.tags).filter(([key]) => !TagKeys.includes(key))),
      });
      return {};
    }),
    ListTagsForResource: taking(inputs.resource, ({ ResourceArn }) => {
      const { tags } = topics.topic(ResourceArn);
      return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
    }),
  };
}

export const tagMap = (tags: readonly { readonly Key: string; readonly Value: string }[]) =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
