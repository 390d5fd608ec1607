import type { StateMachineDefinition } from '#asl/definition/types.ts';
import type { ExecutionResult } from '#asl/execute.ts';
import type { Resumed } from '#asl/execution/options.ts';
import type { StateNote } from '#asl/execution/resume/state-note.ts';
import type { HistoryEvent } from '#asl/history/events.ts';
import type { Json } from '#asl/json.ts';
import type { Ports } from '#asl/ports.ts';
import { VirtualClock } from '#asl/virtual-clock.ts';
import { IDENTITY, START, start } from '#tests/support/run.ts';

/** What a database has of an execution after a commit: its process may end there. */
export interface Commit extends Resumed {
  readonly time: number;
}

export interface Durable {
  readonly result: ExecutionResult;
  readonly output: Json | undefined;
  readonly events: readonly HistoryEvent[];
  readonly commits: readonly Commit[];
}

/** What is outside of an execution, and outlives its process. */
export type World = (clock: VirtualClock) => Partial<Ports>;

/**
 * Runs an execution as a host does that keeps it: what is recorded is committed when the event loop has done what was ready.
 * @param from goes on after a commit of an earlier run
 */
export async function runDurably(
  definition: StateMachineDefinition,
  input: Json,
  world: World,
  from?: Commit,
): Promise<Durable> {
  const clock = new VirtualClock(from?.time ?? START);
  const events: HistoryEvent[] = [...(from?.events ?? [])];
  const notes = new Map<number, StateNote>(from?.notes);
  const commits: Commit[] = [];
  let isPending = false;
  const changed = () => {
    if (isPending) return;
    isPending = true;
    setImmediate(() => {
      isPending = false;
      commits.push({ events: [...events], notes: new Map(notes), time: clock.now() });
    });
  };
  const execution = start(
    definition,
    input,
    { clock, ...world(clock) },
    {
      identity: { ...IDENTITY, startTime: START },
      ...(from && { resume: from }),
      onEvent(event) {
        events.push(event);
        changed();
      },
      onNote(id, note) {
        notes.set(id, note);
        changed();
      },
    },
  );
  const result = await execution.result;
  return { result, output: result.status === 'SUCCEEDED' ? result.output.value : undefined, events, commits };
}
