import type { VisitReader } from '#local/console/history/read-visits.ts';
import { isPicked, type Picked } from '#local/console/history/summary.ts';
import type { Visit } from '#local/console/history/visit.ts';
import { pageOf, type RowsPage } from './paging.ts';

/** Visits of one state that the panel shows at once: each may bring megabytes. */
const VISITS = 5;

const withoutKin = ({ parent, iteration, iterations, ...visit }: Visit) => ({
  ...visit,
  ...(iteration && { round: iteration.index }),
  rounds: iterations.size,
});

/** Visits of a state in full, those of the rounds that are looked at. */
export function visitsOf({ visits }: VisitReader, state: string, picked: Picked, page: string | null) {
  return pageOf(
    visits.filter((visit) => visit.name === state && isPicked(visit, picked)).map(withoutKin),
    page,
    VISITS,
  );
}

const TARGETS = ['FunctionName', 'StateMachineArn', 'TableName', 'QueueUrl', 'TopicArn', 'Bucket'] as const;

/** What a task called: the argument that names it, and its value. */
export interface Target {
  readonly argument: (typeof TARGETS)[number];
  readonly value: string;
}

/** A line of the table view. */
export interface VisitRow {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly depth: number;
  readonly round?: number;
  readonly status: Visit['status'];
  readonly from: number;
  readonly to?: number;
  readonly attempts: number;
  readonly resource?: string;
  /** What a task called, where its arguments tell. */
  readonly target?: Target;
  readonly error?: string;
}

export const visitRows = ({ visits }: VisitReader, page: string | null): RowsPage<VisitRow> => {
  const { rows, ...rest } = pageOf(visits, page);
  return { ...rest, rows: rows.map(visitRow) };
};

function visitRow(visit: Visit): VisitRow {
  const attempt = visit.attempts.at(-1);
  const error = visit.errors.at(-1)?.error;
  const target = targetOf(attempt?.arguments);
  return {
    ...{ id: visit.id, name: visit.name, kind: visit.kind, status: visit.status, from: visit.enteredAt },
    depth: depthOf(visit),
    attempts: visit.attempts.length,
    ...(visit.iteration && { round: visit.iteration.index }),
    ...(visit.exitedAt !== undefined && { to: visit.exitedAt }),
    ...(attempt?.resource !== undefined && { resource: attempt.resource }),
    ...(target !== undefined && { target }),
    ...(error !== undefined && { error }),
  };
}

const depthOf = ({ parent }: Visit): number => (parent ? depthOf(parent) + 1 : 0);

function targetOf(text: string | undefined): Target | undefined {
  if (text === undefined) return undefined;
  for (const argument of TARGETS) {
    const value = new RegExp(`"${argument}":"([^"]+)"`).exec(text)?.[1];
    if (value !== undefined) return { argument, value };
  }
  return undefined;
}

/** Rounds of a state that is a Map: all its visits' together. */
export function roundsOf({ visits }: VisitReader, state: string, status: string | null, page: string | null) {
  const all = visits
    .filter(({ name }) => name === state)
    .flatMap(({ iterations }) => [...iterations.values()])
    .filter((round) => !status || round.status === status);
  return pageOf(all, page);
}
