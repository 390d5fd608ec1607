import type { Place } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import type { Operations } from '#gateway/dispatch/operation.ts';
import type { Runs } from '#gateway/dispatch/taking.ts';
import type { Access } from '#gateway/service.ts';
import { DEFAULT_GROUP, groupArn, scheduleArn } from '#services/scheduler/schedule.ts';

/**
 * Adds what each operation's caller must be allowed to do.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_scheduler.html
 */
export const withAccess = (runs: Runs, place: Place): Operations =>
  Object.fromEntries(
    Object.entries(runs).map(([name, run]) => [
      name,
      { ...run, access: (input: JsonObject) => [...accessOf(name, input, place), ...passRole(input)] },
    ]),
  );

function accessOf(operation: string, input: JsonObject, place: Place): readonly Access[] {
  const action = `scheduler:${operation}`;
  const name = String(input.Name ?? '*');
  const group = String(input.GroupName ?? DEFAULT_GROUP);
  switch (operation) {
    case 'ListSchedules':
    case 'ListScheduleGroups':
      return [{ action, resource: '*' }];
    case 'CreateScheduleGroup':
      return [
        { action, resource: groupArn(place, name) },
        ...(Array.isArray(input.Tags) && input.Tags.length > 0
          ? [{ action: 'scheduler:TagResource', resource: groupArn(place, name) }]
          : []),
      ];
    case 'TagResource':
    case 'UntagResource':
    case 'ListTagsForResource':
      return [{ action, resource: String(input.ResourceArn ?? '*') }];
    case 'GetScheduleGroup':
      return [{ action, resource: groupArn(place, name) }];
    case 'DeleteScheduleGroup':
      // Its schedules go with it.
      return [
        { action, resource: groupArn(place, name) },
        { action: 'scheduler:DeleteSchedule', resource: scheduleArn(place, name, '*') },
      ];
    default:
      return [{ action, resource: scheduleArn(place, group, name) }];
  }
}

/** Whoever hands a role to Scheduler must be allowed to. */
function passRole({ Target }: JsonObject): readonly Access[] {
  if (!isJsonObject(Target) || typeof Target.RoleArn !== 'string') return [];
  return [
    {
      action: 'iam:PassRole',
      resource: Target.RoleArn,
      context: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
    },
  ];
}
