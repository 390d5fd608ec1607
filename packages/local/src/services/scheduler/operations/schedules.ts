import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import type * as z from 'zod';
import type { Runs } from '#gateway/dispatch/taking.ts';
import { conflict, invalid } from '#services/scheduler/errors.ts';
import { inputs, taking } from '#services/scheduler/input.ts';
import { pageOfSchedules } from '#services/scheduler/operations/paging.ts';
import { type Schedule, scheduleArn } from '#services/scheduler/schedule.ts';
import type { ScheduleStore } from '#services/scheduler/store.ts';
import { timesOf } from '#services/scheduler/times/expression.ts';
import type { Timer } from '#services/scheduler/times/timer.ts';

interface ScheduleDeps {
  readonly store: ScheduleStore;
  readonly timer: Timer;
  readonly clock: Clock;
  readonly place: Place;
  /** Throws where the role does not trust Scheduler. */
  readonly checkTrust: (roleArn: string, groupArn: string) => void;
  readonly remove: (schedule: Schedule) => void;
}

type Given = z.infer<typeof inputs.create>;

/** What a change of begins the times of a schedule anew. */
const TIMING = ['ScheduleExpression', 'ScheduleExpressionTimezone', 'StartDate', 'EndDate', 'State'] as const;

/** The schedule that is asked for, in the place of one that was there before. Throws ValidationException. */
function wanted(
  { Name: name, GroupName: group, ClientToken: clientToken, ...given }: Given,
  { store, clock, place, checkTrust }: ScheduleDeps,
  before?: Schedule,
): Schedule {
  const now = clock.now();
  const goesOn = before !== undefined && TIMING.every((member) => before[member] === given[member]);
  const schedule = {
    ...given,
    ...{ name, group, arn: scheduleArn(place, group, name), groupArn: store.group(group).arn },
    ...{ created: before?.created ?? now / 1000, modified: now / 1000, since: goesOn ? before.since : now },
    ...(clientToken !== undefined && { clientToken }),
  };
  timesOf(schedule);
  checkDates(given, now, before);
  try {
    checkTrust(given.Target.RoleArn, schedule.groupArn);
  } catch {
    throw invalid('The execution role you provide must allow AWS EventBridge Scheduler to assume the role.');
  }
  return schedule;
}

const EARLIEST_START_MS = 5 * 60_000;

/** What is once has no use for them. */
function checkDates(given: Omit<Given, 'Name' | 'GroupName'>, now: number, before: Schedule | undefined): void {
  const { StartDate: start, EndDate: end, ScheduleExpression: expression } = given;
  if (start === undefined || expression.startsWith('at(')) return;
  if (end !== undefined && end <= start) throw invalid('EndDate must be after StartDate.');
  if (start !== before?.StartDate && start * 1000 < now - EARLIEST_START_MS)
    throw invalid('The StartDate you specify cannot be earlier than 5 minutes ago.');
}

/** The operations on schedules, by name. */
export function scheduleOperations(deps: ScheduleDeps): Runs {
  const { store, timer, remove } = deps;
  return {
    CreateSchedule: taking(inputs.create, (given) => {
      const before = store.find(given.GroupName, given.Name);
      if (before && (given.ClientToken === undefined || before.clientToken !== given.ClientToken))
        throw conflict(`Schedule ${given.Name} already exists.`);
      if (before) return { ScheduleArn: before.arn };
      const schedule = wanted(given, deps);
      store.put(schedule);
      timer.begin(schedule);
      return { ScheduleArn: schedule.arn };
    }),
    UpdateSchedule: taking(inputs.create, (given) => {
      const before = store.schedule(given.GroupName, given.Name);
      const schedule = wanted(given, deps, before);
      store.put(schedule);
      if (schedule.since !== before.since) timer.begin(schedule);
      return { ScheduleArn: schedule.arn };
    }),
    GetSchedule: taking(inputs.named, ({ Name, GroupName }) => described(store.schedule(GroupName, Name))),
    DeleteSchedule: taking(inputs.remove, ({ Name, GroupName }) => {
      remove(store.schedule(GroupName, Name));
      return {};
    }),
    ListSchedules: taking(inputs.list, ({ GroupName, NamePrefix: prefix = '', State, ...paged }) => {
      if (GroupName !== undefined) store.group(GroupName);
      const schedules = store
        .schedules()
        .filter(({ group, name }) => (GroupName === undefined || group === GroupName) && name.startsWith(prefix))
        .filter((schedule) => State === undefined || schedule.State === State);
      const { items, next } = pageOfSchedules(schedules, paged);
      return { Schedules: items.map(summary), NextToken: next };
    }),
  };
}

const summary = ({ name, group, arn, State, created, modified, Target }: Schedule) => ({
  ...{ Arn: arn, GroupName: group, Name: name, State, Target: { Arn: Target.Arn } },
  ...{ CreationDate: created, LastModificationDate: modified },
});

function described(schedule: Schedule) {
  const { name, group, arn, groupArn: _, created, modified, since: __, clientToken: ___, ...given } = schedule;
  return { ...given, Arn: arn, GroupName: group, Name: name, CreationDate: created, LastModificationDate: modified };
}
