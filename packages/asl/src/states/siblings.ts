import { StatesError } from '../error.ts';
import type { CancellationScope } from '../execution/cancellation-scope.ts';
import type { CompiledState } from '../execution/program.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { Thread } from '../execution/thread.ts';
import type { EventType } from '../history/events.ts';

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
  execution: StateExecution,
  cancellation: CancellationScope,
  live: ReadonlyMap<number, Thread>,
  failed: { readonly index: number; readonly error: unknown },
  events?: IterationEvents,
): void {
  if (!(failed.error instanceof StatesError) || cancellation.isCancelled) return;
  const thread = live.get(failed.index);
  if (thread !== undefined) execution.thread.cursor = thread.cursor;
  execution.hasFailedInside = true;
  cancellation.cancel();
  cancellation.release();
  events?.failed(failed.index);
  if (thread?.execution?.state.type === 'Task') execution.recordAside('TaskStateAborted');
  for (const [index, sibling] of live) {
    if (index === failed.index) continue;
    events?.aborted(index);
    const aborted = sibling.execution && ABORTED[sibling.execution.state.type];
    if (aborted !== undefined) execution.recordAside(aborted);
  }
}
