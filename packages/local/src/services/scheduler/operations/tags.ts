import type { Runs } from '#gateway/dispatch/taking.ts';
import { inputs, taking } from '#services/scheduler/input.ts';
import type { ScheduleGroup } from '#services/scheduler/schedule.ts';
import type { ScheduleStore } from '#services/scheduler/store.ts';

/** The operations on the tags of schedule groups, by name. */
export function tagOperations(store: ScheduleStore): Runs {
  /** Throws ResourceNotFoundException. */
  const groupOf = (arn: string): ScheduleGroup => store.group(arn.slice(arn.lastIndexOf('/') + 1));
  return {
    TagResource: taking(inputs.tag, ({ ResourceArn, Tags }) => {
      const group = groupOf(ResourceArn);
      store.putGroup({ ...group, tags: { ...group.tags, ...tagMap(Tags) } });
      return {};
    }),
    UntagResource: taking(inputs.untag, ({ ResourceArn, TagKeys }) => {
      const group = groupOf(ResourceArn);
      const left = Object.entries(group.tags).filter(([key]) => !TagKeys.includes(key));
      store.putGroup({ ...group, tags: Object.fromEntries(left) });
      return {};
    }),
    ListTagsForResource: taking(inputs.tagged, ({ ResourceArn }) => {
      const { tags } = groupOf(ResourceArn);
      return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
    }),
  };
}

export const tagMap = (tags: readonly { readonly Key: string; readonly Value: string }[]) =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
