import type { Visit, VisitStatus } from './visit.ts';

/** Settles how each visit stands: one without an exit is at work, unless the execution or what surrounds it is over. */
export function settle(visits: readonly Visit[], isRunning: boolean): void {
  for (const visit of visits) visit.status = statusOf(visit, isRunning);
}

function statusOf(visit: Visit, isRunning: boolean): VisitStatus {
  if (visit.exitedAt !== undefined) return visit.isFailing ? 'caught' : 'succeeded';
  const isOver =
    !isRunning || isInRoundThatEnded(visit) || ancestors(visit).some(({ exitedAt }) => exitedAt !== undefined);
  if (!isOver) return visit.isFailing ? 'retrying' : 'running';
  if (visit.isFailing) return 'failed';
  // Succeed is where an execution may end without leaving the state.
  return visit.kind === 'Succeed' ? 'succeeded' : 'aborted';
}

const isInRoundThatEnded = (visit: Visit): boolean =>
  [visit, ...ancestors(visit)].some(({ iteration }) => iteration !== undefined && iteration.status !== 'running');

const ancestors = ({ parent }: Visit): readonly Visit[] => (parent ? [parent, ...ancestors(parent)] : []);
