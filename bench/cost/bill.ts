import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** What Step Functions would count of some executions. https://aws.amazon.com/step-functions/pricing/ */
export interface Usage {
  /** Of Standard workflows. */
  readonly transitions: number;
  /** Starts of Express workflows. */
  readonly requests: number;
  /** Duration times memory of Express workflows. */
  readonly gbSeconds: number;
}

/** US dollars. */
export interface Prices {
  readonly perThousandTransitions: number;
  readonly perMillionRequests: number;
  readonly perGbSecond: number;
}

/**
 * us-east-1, as the price page says; without the free tier and the lower prices of an Express workflow's GB-seconds above
 * 1,000 GB-hours a month ($0.06 an hour below).
 */
export const LIST_PRICES: Prices = {
  perThousandTransitions: 0.025,
  perMillionRequests: 1,
  perGbSecond: 0.06 / 3600,
};

export const dollarsOf = ({ transitions, requests, gbSeconds }: Usage, prices: Prices): number =>
  (transitions / 1000) * prices.perThousandTransitions +
  (requests / 1e6) * prices.perMillionRequests +
  gbSeconds * prices.perGbSecond;

/** A state that is entered is one transition, and each time that Retry runs it again is one more. */
export function transitionsOf(events: readonly HistoryEvent[]): number {
  const count = (pattern: RegExp) => events.filter(({ type }) => pattern.test(type ?? '')).length;
  const entered = count(/StateEntered$/);
  const runnable = count(/^(Task|Map|Parallel)StateEntered$/);
  const attempts = count(/^(Task|LambdaFunction|Activity)Scheduled$|^(Map|Parallel)StateStarted$/);
  return entered + Math.max(0, attempts - runnable);
}

/** A line that an Express execution logs. https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
export interface LoggedEvent {
  readonly type: string;
  readonly execution_arn: string;
  /** Milliseconds since the epoch. */
  readonly event_timestamp: number;
}

const STEP_MS = 100;
/** One chunk: 50 MB, the definition, and the data of each branch, of which there are five with some kilobytes. */
const MEMORY_GB = 64 / 1024;

/** Requests and GB-seconds of the executions whose start was logged; one that has not ended counts as a request only. */
export function expressUsage(events: readonly LoggedEvent[]): Omit<Usage, 'transitions'> {
  const ends = new Map(
    events
      .filter(({ type }) => /^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(type))
      .map((event) => [event.execution_arn, event.event_timestamp]),
  );
  const starts = events.filter(({ type }) => type === 'ExecutionStarted');
  const steps = starts.map(({ execution_arn, event_timestamp }) =>
    Math.ceil(((ends.get(execution_arn) ?? event_timestamp) - event_timestamp) / STEP_MS),
  );
  const milliseconds = steps.reduce((sum, count) => sum + count * STEP_MS, 0);
  return { requests: starts.length, gbSeconds: (milliseconds / 1000) * MEMORY_GB };
}
