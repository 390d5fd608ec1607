import type { Visit, VisitStatus } from './visit.ts';

/** All visits of one state in a few numbers. */
export interface StateSummary {
  readonly status: VisitStatus;
  readonly visits: number;
  readonly attempts: number;
  /** Of Maps. */
  readonly items?: { readonly total: number; readonly succeeded: number; readonly failed: number };
  /** Milliseconds since the epoch: first entered, last left. */
  readonly from: number;
  readonly to?: number;
  /** The last one. */
  readonly error?: string;
  readonly mapRunArn?: string;
  /** Names of the states that led to it. */
  readonly after: readonly string[];
}

/** What needs somebody's eye comes first. */
const WORST: readonly VisitStatus[] = ['retrying', 'running', 'failed', 'aborted', 'caught', 'succeeded'];

/** Which round of each Map is looked at, by the Map's name. */
export type Picked = Readonly<Record<string, number>>;

/** Whether a visit is in the rounds that are looked at. */
export const isPicked = (visit: Visit, picked: Picked): boolean => {
  for (let one: Visit | undefined = visit; one?.parent; one = one.parent) {
    const round = picked[one.parent.name];
    if (round !== undefined && one.iteration !== undefined && one.iteration.index !== round) return false;
  }
  return true;
};

/** State -> summary of those of its visits that are looked at. */
export function summarize(visits: readonly Visit[], picked: Picked): Record<string, StateSummary> {
  const groups = Map.groupBy(
    visits.filter((visit) => isPicked(visit, picked)),
    ({ name }) => name,
  );
  return Object.fromEntries([...groups].map(([name, group]) => [name, summaryOf(group)]));
}

function summaryOf(visits: readonly Visit[]): StateSummary {
  const ends = visits.map(({ exitedAt }) => exitedAt);
  const error = visits.flatMap(({ errors }) => errors).at(-1)?.error;
  const mapRunArn = visits.findLast((visit) => visit.mapRunArn)?.mapRunArn;
  const items = itemsOf(visits);
  return {
    status: WORST.find((status) => visits.some((visit) => visit.status === status)) ?? 'succeeded',
    visits: visits.length,
    attempts: sum(visits, ({ attempts }) => Math.max(1, attempts.length)),
    ...(items && { items }),
    from: visits.reduce((least, { enteredAt }) => Math.min(least, enteredAt), Infinity),
    ...(!ends.includes(undefined) && { to: ends.reduce<number>((most, end) => Math.max(most, end ?? 0), 0) }),
    ...(error !== undefined && { error }),
    ...(mapRunArn !== undefined && { mapRunArn }),
    after: [...new Set(visits.flatMap(({ after }) => after ?? []))],
  };
}

function itemsOf(visits: readonly Visit[]): StateSummary['items'] {
  const maps = visits.filter(({ kind, mapRunArn }) => kind === 'Map' && mapRunArn === undefined);
  if (maps.length === 0) return undefined;
  const of = (status: string) =>
    sum(maps, ({ iterations }) => [...iterations.values()].filter((one) => one.status === status).length);
  return { total: sum(maps, ({ total }) => total), succeeded: of('succeeded'), failed: of('failed') };
}

const sum = (visits: readonly Visit[], of: (visit: Visit) => number) =>
  visits.reduce((total, visit) => total + of(visit), 0);
