import { StatesError } from '../error.ts';
import type { CompiledState } from '../execution/program.ts';
import type { Thread } from '../execution/thread.ts';
import type { Visit } from '../execution/visit.ts';
import type { EventType } from '../history/events.ts';
import type { Lifeline } from '../lifeline.ts';

/** Records that an iteration or branch ended badly; for Map only. */
export interface IterationEvents {
  failed(index: number): void;
  aborted(index: number): void;
}

const ABORTED: Partial<Record<CompiledState['type'], EventType>> = {
  Task: 'TaskStateAborted',
  Wait: 'WaitStateAborted',
  Map: 'MapStateAborted',
  Parallel: 'ParallelStateAborted',
};

/**
 * One of the lines of control in `live` has failed: the others are given up, and history goes on from where it failed.
 */
export function abandonSiblings(
  visit: Visit,
  lifeline: Lifeline,
  live: ReadonlyMap<number, Thread>,
  failed: { readonly index: number; readonly error: unknown },
  events?: IterationEvents,
): void {
  if (!(failed.error instanceof StatesError) || lifeline.isCut) return;
  const thread = live.get(failed.index);
  if (thread !== undefined) visit.thread.cursor = thread.cursor;
  visit.hasFailedInside = true;
  lifeline.cut();
  lifeline.release();
  events?.failed(failed.index);
  if (thread?.visit?.state.type === 'Task') visit.recordAside('TaskStateAborted');
  for (const [index, sibling] of live) {
    if (index === failed.index) continue;
    events?.aborted(index);
    const aborted = sibling.visit && ABORTED[sibling.visit.state.type];
    if (aborted !== undefined) visit.recordAside(aborted);
  }
}
