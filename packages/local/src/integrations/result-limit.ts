import { DataLimitExceeded } from '@safelight/asl/error';
import type { TaskResource } from '@safelight/asl/ports';
import { nameOf } from '@safelight/asl/tasks/resource';

/** What a task fails with whose result is larger than a state may pass on. */
export const resultTooLarge = (resource?: TaskResource): DataLimitExceeded =>
  new DataLimitExceeded(resource === undefined ? 'task' : nameOf(resource));
