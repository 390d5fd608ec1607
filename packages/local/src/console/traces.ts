import { AwsError } from '#gateway/aws-error.ts';
import type { ConsoleRoutes } from '#local/console/extension.ts';

/** What the console shows of X-Ray, in the members of its API. */
export interface TraceViews {
  /** Summaries of the latest traces that a filter expression finds, the newest first. Throws AwsError for a malformed one. */
  newest(count: number, filter: string): readonly object[];
  /** One with its segments, as documents. */
  one(traceId: string): object | undefined;
  /** The services of the traces that began in the last minutes, with who has called whom. */
  map(minutes: number): readonly object[];
}

const MOST = 100;
/** Nothing is kept for longer. */
const LONGEST_MINUTES = 180;

/**
 * `GET /_console/traces?filter=`, `GET /_console/trace?of=ID` (null for one that is not there) and
 * `GET /_console/service-map?minutes=`.
 */
export const traceRoutes = (views: TraceViews): ConsoleRoutes => ({
  async 'GET traces'({ query }) {
    try {
      return { kind: 'json', value: { traces: views.newest(MOST, query.get('filter') ?? '') } };
    } catch (error) {
      // A part of the answer, not of the protocol: whoever types a filter is at fault for a while.
      if (error instanceof AwsError) return { kind: 'json', value: { traces: [], problem: error.message } };
      throw error;
    }
  },
  'GET trace': async ({ of }) => ({ kind: 'json', value: views.one(of) ?? null }),
  'GET service-map': async ({ query }) => ({ kind: 'json', value: views.map(minutesIn(query.get('minutes'))) }),
});

const minutesIn = (text: string | null): number => {
  const minutes = Number(text ?? LONGEST_MINUTES);
  return minutes > 0 && minutes <= LONGEST_MINUTES ? minutes : LONGEST_MINUTES;
};
