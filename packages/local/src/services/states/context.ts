import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place, Random } from '@safelight/asl/identity';
import type { TaskResource } from '@safelight/asl/ports';
import type { ActivityQueue } from '#services/states/activities/activity-queue.ts';
import type { ActivityStore } from '#services/states/activities/activity-store.ts';
import type { Arns } from '#services/states/arns.ts';
import type { Executions } from '#services/states/executions/executions.ts';
import type { ExpressStart } from '#services/states/executions/express-rows.ts';
import type { MachineStore } from '#services/states/machines/machine-store.ts';
import type { MapRuns } from '#services/states/map-runs/map-runs.ts';
import type { OpenJobs } from '#services/states/tasks/open-jobs.ts';
import type { TaskTokens } from '#services/states/tasks/task-tokens.ts';
import type { Documents } from '#store/documents.ts';

/** What the operations of the service work with. */
export interface StatesContext {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly place: Place;
  readonly arns: Arns;
  readonly machines: MachineStore;
  readonly executions: Executions;
  /** Express executions that nobody waits for, and that have not ended. */
  readonly express: Documents<ExpressStart>;
  readonly mapRuns: MapRuns;
  readonly activities: ActivityStore;
  readonly activityQueue: ActivityQueue;
  readonly tokens: TaskTokens;
  readonly jobs: OpenJobs;
  readonly hasLogGroup: (arn: string) => boolean;
  /** Why a Task's resource cannot be called here; undefined when it can. */
  readonly unsupported: (resource: TaskResource) => string | undefined;
}
