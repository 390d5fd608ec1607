import type { ConsoleRoutes } from '#local/console/extension.ts';

/** Children of a map run that failed alike, the most frequent reason first. */
export type MapRunFailures = readonly {
  readonly error: string;
  /** Of the newest of them; empty where those that failed have too many. */
  readonly cause: string;
  readonly children: number;
  /** ARN of the newest of them, of which an Express one leaves no execution. */
  readonly newest: string;
}[];

/** What the console shows of map runs that no operation tells: Express children are in no list of executions. */
export interface MapRunViews {
  failures(mapRunArn: string): MapRunFailures;
}

/** `GET /_console/map-run/failures?of=ARN` */
export const mapRunFailureRoutes = (views: MapRunViews): ConsoleRoutes => ({
  'GET map-run/failures': async ({ of }) => ({ kind: 'json', value: views.failures(of) }),
});
