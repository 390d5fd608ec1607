import type { ConsoleRoutes } from '#local/console/extension.ts';

/** What the console shows of X-Ray, in the members of its API. */
export interface TraceViews {
  /** Summaries of the latest traces, the newest first. */
  newest(count: number): readonly object[];
  /** One with its segments, as documents. */
  one(traceId: string): object | undefined;
  /** The services of all traces that are kept, with who has called whom. */
  map(): readonly object[];
}

const MOST = 100;

/** `GET /_console/traces`, `GET /_console/trace?of=ID` (null for one that is not there) and `GET /_console/service-map`. */
export const traceRoutes = (views: TraceViews): ConsoleRoutes => ({
  'GET traces': async () => ({ kind: 'json', value: views.newest(MOST) }),
  'GET trace': async ({ of }) => ({ kind: 'json', value: views.one(of) ?? null }),
  'GET service-map': async () => ({ kind: 'json', value: views.map() }),
});
