import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place, Random } from '@safelight/asl/identity';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import { type InProcess, inProcess } from '#gateway/dispatch/in-process.ts';
import type { Authorize } from '#gateway/service.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import type { AddUse } from '#local/usage/meter.ts';
import { bodies } from '#services/scheduler/bodies.ts';
import { schedulerCodec } from '#services/scheduler/codec.ts';
import { type InvocationPorts, openInvocationQueue } from '#services/scheduler/delivery/queue.ts';
import { invalid } from '#services/scheduler/errors.ts';
import { withAccess } from '#services/scheduler/operations/access.ts';
import { groupOperations } from '#services/scheduler/operations/groups.ts';
import { scheduleOperations } from '#services/scheduler/operations/schedules.ts';
import { tagOperations } from '#services/scheduler/operations/tags.ts';
import type { Schedule } from '#services/scheduler/schedule.ts';
import { openScheduleStore } from '#services/scheduler/store.ts';
import { createTimer } from '#services/scheduler/times/timer.ts';
import type { Database } from '#store/database.ts';

export interface SchedulerDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly place: Place;
  readonly authorize: Authorize;
  /** Throws where a role does not trust Scheduler to use it for schedules of a group. */
  readonly checkTrust: (roleArn: string, groupArn: string) => void;
  readonly ports: InvocationPorts;
  /** Where metrics go. */
  readonly record: RecordMetric;
  readonly addUse: AddUse;
}

export interface SchedulerService {
  readonly service: DispatchedService;
  /** Runs an operation in process, unauthorized: for the template. Throws AwsError. */
  readonly call: InProcess;
  /** Begins to keep times and to invoke: once the template's resources are there. */
  start(): void;
  close(): void;
}

/** EventBridge Scheduler. https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html */
export function createSchedulerService(deps: SchedulerDeps): SchedulerService {
  const { clock, ids, random, place, authorize } = deps;
  const store = openScheduleStore(deps);
  const queue = openInvocationQueue(deps);
  const timer = createTimer({
    clock,
    find: ({ group, name }) => store.find(group, name),
    invoke: (schedule, scheduled) => queue.add([invocationOf(schedule, scheduled, ids, random)]),
    completed(schedule) {
      const current = store.find(schedule.group, schedule.name);
      if (current?.ActionAfterCompletion === 'DELETE') remove(current);
    },
  });
  function remove(schedule: Schedule): void {
    timer.end(schedule.arn);
    store.delete(schedule);
  }
  const runs = {
    ...scheduleOperations({ ...deps, store, timer, remove }),
    ...groupOperations({ ...deps, store, remove }),
    ...tagOperations(store),
  };
  const operations = withAccess(runs, place);
  return {
    service: dispatch({
      ...{ signingName: 'scheduler', title: 'EventBridge Scheduler', codec: schedulerCodec, operations, bodies },
      ...{ authorize, notSupported: invalid },
    }),
    call: inProcess(operations),
    start() {
      queue.start();
      for (const schedule of store.schedules()) timer.goOn(schedule);
    },
    close() {
      timer.close();
      queue.close();
    },
  };
}

const MINUTE_MS = 60_000;

/** Anywhere in the flexible time window, where there is one. */
function invocationOf(schedule: Schedule, scheduled: number, ids: Ids, random: Random) {
  const { arn, groupArn, Target, FlexibleTimeWindow } = schedule;
  const window = (FlexibleTimeWindow.MaximumWindowInMinutes ?? 0) * MINUTE_MS;
  const due = scheduled + Math.floor(random.next() * window);
  return { id: ids.uuid(), scheduleArn: arn, groupArn, target: Target, scheduled, due };
}
