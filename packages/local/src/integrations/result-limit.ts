import { StatesError } from '@safelight/asl/error';
import type { TaskResource } from '@safelight/asl/ports';

/** What a task fails with whose result is larger than a state may pass on. */
export function resultTooLarge(resource?: TaskResource): StatesError {
  const name = resource === undefined ? 'task' : resource.kind === 'integration' ? resource.service : resource.arn;
  return new StatesError(
    'States.DataLimitExceeded',
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
