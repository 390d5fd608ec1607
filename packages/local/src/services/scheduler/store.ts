import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import * as z from 'zod';
import { notFound } from '#services/scheduler/errors.ts';
import {
  DEFAULT_GROUP,
  groupArn,
  type Schedule,
  type ScheduleGroup,
  scheduleArn,
} from '#services/scheduler/schedule.ts';
import type { Database } from '#store/database.ts';
import { openDocuments } from '#store/documents.ts';

/** Groups and their schedules, by name. */
export interface ScheduleStore {
  groups(): readonly ScheduleGroup[];
  findGroup(name: string): ScheduleGroup | undefined;
  /** Throws ResourceNotFoundException. */
  group(name: string): ScheduleGroup;
  putGroup(group: ScheduleGroup): void;
  deleteGroup(name: string): void;
  schedules(): readonly Schedule[];
  find(group: string, name: string): Schedule | undefined;
  /** Throws ResourceNotFoundException. */
  schedule(group: string, name: string): Schedule;
  put(schedule: Schedule): void;
  delete(schedule: Schedule): void;
}

interface StoreDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly place: Place;
}

/** The group `default` is there from the beginning. */
export function openScheduleStore({ database, clock, place }: StoreDeps): ScheduleStore {
  // Tables are only ever written here: their contents are trusted.
  const groups = openDocuments(database, 'scheduler_groups', (value) => {
    const group = z.custom<ScheduleGroup>().parse(value);
    // Of one that is older than its tags.
    return { ...group, tags: group.tags ?? {} };
  });
  const schedules = openDocuments(database, 'scheduler_schedules', (value) => z.custom<Schedule>().parse(value));
  if (!groups.find(DEFAULT_GROUP))
    groups.write(DEFAULT_GROUP, {
      name: DEFAULT_GROUP,
      arn: groupArn(place, DEFAULT_GROUP),
      created: clock.now() / 1000,
      tags: {},
    });
  const find = (group: string, name: string) => schedules.find(scheduleArn(place, group, name));

  return {
    find,
    groups: groups.all,
    findGroup: groups.find,
    group(name) {
      const found = groups.find(name);
      if (!found) throw notFound(`Schedule group ${name} does not exist.`);
      return found;
    },
    putGroup: (group) => groups.write(group.name, group),
    deleteGroup: groups.remove,
    schedules: schedules.all,
    schedule(group, name) {
      const found = find(group, name);
      if (!found) throw notFound(`Schedule ${name} does not exist.`);
      return found;
    },
    put: (schedule) => schedules.write(schedule.arn, schedule),
    delete: ({ arn }) => schedules.remove(arn),
  };
}
