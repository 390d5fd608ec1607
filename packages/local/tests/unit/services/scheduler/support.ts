import { localPlace } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { createSchedulerService, type SchedulerDeps } from '#services/scheduler/service.ts';

/** The full hour. */
export const START = Date.UTC(2026, 0, 15, 12);
export const ROLE = 'arn:aws:iam::000000000000:role/scheduler';
export const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:q';
export const GROUPS = 'arn:aws:scheduler:us-east-1:000000000000:schedule-group/';

export const target = { Arn: QUEUE, RoleArn: ROLE, Input: 'x' };
/** The input of CreateSchedule and UpdateSchedule. */
export const wanted = (ScheduleExpression: string, more: JsonObject = {}): JsonObject => ({
  ...{ Name: 's', ScheduleExpression, FlexibleTimeWindow: { Mode: 'OFF' }, Target: target },
  ...more,
});

/** The service with ids that count, and one role that it may use. */
export function openScheduler(deps: Omit<SchedulerDeps, 'place' | 'ids' | 'record' | 'checkTrust'>) {
  let ids = 0;
  const opened = createSchedulerService({
    ...{ ...deps, place: localPlace, ids: { uuid: () => `id-${++ids}` }, record: () => {} },
    checkTrust(roleArn, groupArn) {
      if (roleArn !== ROLE || !groupArn.startsWith(GROUPS)) throw new Error('not trusted');
    },
  });
  opened.start();
  return opened;
}
