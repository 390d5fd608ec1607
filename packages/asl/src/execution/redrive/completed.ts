import type { HistoryEvent } from '../../history/events.ts';
import { type Payload, payloadFrom } from '../../payload.ts';
import type { CompiledStates } from '../program.ts';

/** Outputs of the iterations that succeeded in the last attempt of an inline Map, by index. */
export function completedIterations(name: string, events: readonly HistoryEvent[]): ReadonlyMap<number, Payload> {
  const attempt = sinceLast('MapStateStarted', events);
  const byId = new Map(attempt.map((event) => [event.id, event]));
  const completed = new Map<number, Payload>();
  for (const { mapIterationSucceededEventDetails: iteration, previousEventId } of attempt) {
    const output = byId.get(previousEventId)?.stateExitedEventDetails?.output;
    if (iteration?.name === name && output !== undefined) completed.set(iteration.index, payloadFrom(output));
  }
  return completed;
}

/** Outputs of the branches that had ended in the last attempt of a Parallel: those whose last state was left. */
export function completedBranches(
  branches: readonly CompiledStates[],
  events: readonly HistoryEvent[],
): ReadonlyMap<number, Payload> {
  const attempt = sinceLast('ParallelStateStarted', events);
  const completed = new Map<number, Payload>();
  for (const [index, { states }] of branches.entries()) {
    const last = attempt.findLast(({ stateEnteredEventDetails: entered, stateExitedEventDetails: exited }) =>
      states.has(entered?.name ?? exited?.name ?? ''),
    );
    const output = last?.stateExitedEventDetails?.output;
    if (output !== undefined) completed.set(index, payloadFrom(output));
  }
  return completed;
}

/**
 * From the Started event of the last attempt. Inner Maps and Parallels have such events too, but theirs follow a
 * StateEntered that is not the first event here.
 */
function sinceLast(type: HistoryEvent['type'], events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const inner = new Set(events.slice(1).flatMap((event) => (event.stateEnteredEventDetails ? [event.id] : [])));
  const start = events.findLastIndex((event) => event.type === type && !inner.has(event.previousEventId));
  return start < 0 ? [] : events.slice(start);
}
