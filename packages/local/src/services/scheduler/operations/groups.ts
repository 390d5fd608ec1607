import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import type { Runs } from '#gateway/dispatch/taking.ts';
import { conflict, invalid } from '#services/scheduler/errors.ts';
import { inputs, taking } from '#services/scheduler/input.ts';
import { pageOfSchedules } from '#services/scheduler/operations/paging.ts';
import { tagMap } from '#services/scheduler/operations/tags.ts';
import { DEFAULT_GROUP, groupArn, type Schedule, type ScheduleGroup } from '#services/scheduler/schedule.ts';
import type { ScheduleStore } from '#services/scheduler/store.ts';

interface GroupDeps {
  readonly store: ScheduleStore;
  readonly clock: Clock;
  readonly place: Place;
  /** Takes a schedule away, and ends its times. */
  readonly remove: (schedule: Schedule) => void;
}

/** The operations on groups of schedules, by name. */
export function groupOperations({ store, clock, place, remove }: GroupDeps): Runs {
  return {
    CreateScheduleGroup: taking(inputs.createGroup, ({ Name: name, ClientToken: clientToken, Tags }) => {
      const before = store.findGroup(name);
      if (before && (clientToken === undefined || before.clientToken !== clientToken))
        throw conflict(`Schedule group ${name} already exists.`);
      const arn = groupArn(place, name);
      if (!before)
        store.putGroup({
          ...{ name, arn, created: clock.now() / 1000, tags: tagMap(Tags) },
          ...(clientToken !== undefined && { clientToken }),
        });
      return { ScheduleGroupArn: arn };
    }),
    GetScheduleGroup: taking(inputs.group, ({ Name }) => described(store.group(Name))),
    DeleteScheduleGroup: taking(inputs.removeGroup, ({ Name }) => {
      if (Name === DEFAULT_GROUP) throw invalid('You cannot delete the default schedule group.');
      const { name } = store.group(Name);
      for (const schedule of store.schedules()) if (schedule.group === name) remove(schedule);
      store.deleteGroup(name);
      return {};
    }),
    ListScheduleGroups: taking(inputs.listGroups, ({ NamePrefix: prefix = '', ...paged }) => {
      const groups = store.groups().filter(({ name }) => name.startsWith(prefix));
      const { items, next } = pageOfSchedules(groups, paged);
      return { ScheduleGroups: items.map(described), NextToken: next };
    }),
  };
}

const described = ({ name, arn, created }: ScheduleGroup) => ({
  ...{ Arn: arn, Name: name, State: 'ACTIVE' },
  ...{ CreationDate: created, LastModificationDate: created },
});
