import { type Json, setMember } from '#asl/json.ts';
import { DATA_LIMIT_ERROR } from '../../error.ts';
import type { HistoryEvent } from '../../history/events.ts';
import type { Machine } from '../../machine.ts';
import { type Payload, payloadFrom } from '../../payload.ts';
import type { Variables } from '../evaluation-context.ts';
import type { CompiledState } from '../program.ts';
import { completedBranches, completedIterations } from './completed.ts';
import { findMapRun, type RedrivenMapRun } from './map-run.ts';

/** Where an execution that failed, timed out or was stopped goes on when it is redriven. */
export interface ResumePoint {
  readonly state: CompiledState;
  readonly input: Payload;
  readonly variables: Variables;
  /** Results of the Map iterations or Parallel branches that need not run again, by index. */
  readonly completed: ReadonlyMap<number, Payload>;
  /** The map run to go on with, where the state is a distributed Map. */
  readonly mapRun: RedrivenMapRun | undefined;
}

/**
 * Reads from a history where its execution stopped: at the state of the machine itself that was entered last, with the
 * input and the variables that it had.
 * Throws a RangeError where the history has no such state.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export function findResumePoint(machine: Machine, events: readonly HistoryEvent[]): ResumePoint {
  const at = events.findLastIndex(
    ({ stateEnteredEventDetails: entered }) => entered && machine.states.has(entered.name),
  );
  const entered = events[at]?.stateEnteredEventDetails;
  const state = machine.states.get(entered?.name ?? '');
  if (entered === undefined || state === undefined) throw new RangeError('The history does not say where to go on');
  return {
    state,
    input: payloadFrom(entered.input),
    variables: variablesAfter(machine, events.slice(0, at)),
    completed: completedParts(state, events.slice(at)),
    mapRun: state.type === 'Map' ? findMapRun(events.slice(at)) : undefined,
  };
}

function completedParts(state: CompiledState, events: readonly HistoryEvent[]): ReadonlyMap<number, Payload> {
  if (isOutgrown(events)) return new Map();
  if (state.type === 'Map') return completedIterations(state.name, events);
  return state.type === 'Parallel' ? completedBranches(state.inner, events) : new Map();
}

/** Results that are too large together are not kept: all parts run again. */
const isOutgrown = (events: readonly HistoryEvent[]): boolean =>
  events.findLast(({ executionFailedEventDetails: failed }) => failed)?.executionFailedEventDetails?.error ===
  DATA_LIMIT_ERROR;

/** What the states of the machine itself assigned; branches and iterations keep theirs. */
function variablesAfter(machine: Machine, events: readonly HistoryEvent[]): Variables {
  const variables: Record<string, Json> = {};
  for (const { stateExitedEventDetails: exited } of events) {
    if (exited?.assignedVariables === undefined || !machine.states.has(exited.name)) continue;
    for (const [name, text] of Object.entries(exited.assignedVariables)) setMember(variables, name, JSON.parse(text));
  }
  return variables;
}
