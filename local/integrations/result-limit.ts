import { StatesError } from '#asl/error.ts';
import type { TaskResource } from '#asl/ports.ts';

/** What a task fails with whose result is larger than a state may pass on. */
export function resultTooLarge(resource?: TaskResource): StatesError {
  const name = resource === undefined ? 'task' : resource.kind === 'integration' ? resource.service : resource.arn;
  return new StatesError(
    'States.DataLimitExceeded',
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
