import { DATA_LIMIT_ERROR, RUNTIME_ERROR } from '../../error.ts';
import type { HistoryEvent } from '../../history/events.ts';

/** A map run whose children that ended badly are run again. */
export interface RedrivenMapRun {
  readonly arn: string;
  /** How often it has been redriven, this time included. */
  readonly redriveCount: number;
}

/** After these errors a new map run starts: what failed was not the children. */
const STARTS_ANEW: ReadonlySet<string | undefined> = new Set([DATA_LIMIT_ERROR, RUNTIME_ERROR]);

/**
 * The last map run of a distributed Map state, if there was one that did not succeed. `events` begin where the state
 * was entered.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html
 */
export function findMapRun(events: readonly HistoryEvent[]): RedrivenMapRun | undefined {
  const at = events.findLastIndex(
    ({ type }) => type === 'MapStateStarted' || type === 'MapRunStarted' || type === 'MapRunRedriven',
  );
  const arn = arnIn(events[at]);
  if (arn === undefined) return undefined;
  const after = events.slice(at);
  const error = after.findLast(({ type }) => type === 'ExecutionFailed')?.executionFailedEventDetails?.error;
  if (STARTS_ANEW.has(error ?? '') || after.some(({ type }) => type === 'MapRunSucceeded')) return undefined;
  return { arn, redriveCount: (events[at]?.mapRunRedrivenEventDetails?.redriveCount ?? 0) + 1 };
}

const arnIn = (event: HistoryEvent | undefined): string | undefined =>
  (event?.mapRunStartedEventDetails ?? event?.mapRunRedrivenEventDetails)?.mapRunArn;
