import { StatesError } from '#asl/error.ts';
import type { Json } from '#local/json.ts';

/** The most that a state can pass on, in bytes of UTF-8. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const RESULT_LIMIT_BYTES = 262_144;

export const dataLimitExceeded = (resource?: string): StatesError =>
  new StatesError(
    'States.DataLimitExceeded',
    `The state/task${resource === undefined ? '' : ` '${resource}'`} returned a result with a size exceeding the maximum number of bytes service limit.`,
  );

/** Returns the result of a task, unless it is too large to be one. */
export function limited(result: Json, resource: string): Json {
  const text = JSON.stringify(result);
  // A character takes at most three bytes of UTF-8 (surrogate pairs: four for two), so most need no counting.
  if (text.length * 3 > RESULT_LIMIT_BYTES && Buffer.byteLength(text) > RESULT_LIMIT_BYTES)
    throw dataLimitExceeded(resource);
  return result;
}
