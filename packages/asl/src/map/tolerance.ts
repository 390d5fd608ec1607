import type { Json } from '#asl/json.ts';
import type { MapState } from '../definition/types.ts';
import { StatesError } from '../error.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { Language } from '../language/language.ts';

/** How much of a map run may fail. Undefined is no bound of that kind. */
export interface Tolerance {
  readonly count: number | undefined;
  readonly percentage: number | undefined;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-inline-vs-distributed-map.html#maprun-fail-threshold */
export function compileTolerance(
  state: MapState,
  language: Language,
): (execution: StateExecution, subject: Json) => Promise<Tolerance> {
  const countOf = language.number({ ...state }, 'ToleratedFailureCount', 'integer');
  const percentageOf = language.number({ ...state }, 'ToleratedFailurePercentage', 'float');
  return async (execution, subject) => {
    const percentage = await percentageOf?.(execution, subject);
    if (percentage !== undefined && !(percentage >= 0 && percentage <= 100)) {
      throw execution.runtimeError('ToleratedFailurePercentage must be between 0 and 100.');
    }
    const count = await countOf?.(execution, subject);
    if (count !== undefined && count < 0) throw execution.runtimeError('ToleratedFailureCount cannot be negative.');
    execution.noting?.({
      ...(count !== undefined && { toleratedFailureCount: count }),
      ...(percentage !== undefined && { toleratedFailurePercentage: percentage }),
    });
    return { count, percentage };
  };
}

/** Whether so many failures are too many. Nothing is tolerated where nothing is said. `total` is unknown while items are read. */
export function exceeds({ count, percentage }: Tolerance, failed: number, total: number | undefined): boolean {
  if (failed === 0) return false;
  if (count === undefined && percentage === undefined) return true;
  if (count !== undefined && failed > count) return true;
  return percentage !== undefined && total !== undefined && failed * 100 > percentage * total;
}

export const thresholdExceeded = (): StatesError =>
  new StatesError('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded');
