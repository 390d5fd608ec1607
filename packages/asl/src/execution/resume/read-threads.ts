import { assertNever } from '../../error.ts';
import type { HistoryEvent } from '../../history/events.ts';
import type { CompiledStates } from '../program.ts';
import { StateRecord, ThreadRecord } from './thread-record.ts';

/**
 * Reads a history event by event, and answers where each line of control stands in the end. An event belongs to the line of
 * the one that it follows, or to the Map or Parallel state around that, which goes on where one of its parts has ended:
 * its name, and else its type, tells.
 */
export function readThreads(machine: CompiledStates, events: readonly HistoryEvent[]): ThreadRecord {
  const root = new ThreadRecord(machine, undefined, 0);
  const owners = new Map<number, ThreadRecord>();
  for (const event of events) {
    const owner = read(event, owners.get(event.previousEventId) ?? root, root);
    owners.set(event.id, owner);
  }
  return root;
}

/** Answers whose event it is. `from` is the line of the event that it follows. */
function read(event: HistoryEvent, from: ThreadRecord, root: ThreadRecord): ThreadRecord {
  switch (kindOf(event)) {
    case 'execution':
      root.cursor = event.id;
      // A redriven execution enters its state again.
      root.state = undefined;
      return root;
    case 'entered':
      return enter(event, from);
    case 'exited':
      return exit(event, from);
    case 'started':
      return start(
        event,
        stateAround(from, ({ state, isOpen }) => isOpen && event.type.startsWith(state.type)),
      );
    case 'iteration':
      return iterate(event, from);
    case 'evaluation failed':
      return record(event, evaluated(event, from));
    case 'scheduled':
      from.state?.begin();
      return record(event, from);
    case 'ended':
      return end(
        event,
        stateAround(from, ({ state, isOpen }) => isOpen && event.type.startsWith(state.type)),
      );
    case 'aside':
      return from;
    case 'own':
      return record(event, from);
    default:
      return assertNever(event as never);
  }
}

type Kind =
  | 'execution'
  | 'entered'
  | 'exited'
  | 'started'
  | 'iteration'
  | 'evaluation failed'
  | 'scheduled'
  | 'ended'
  | 'aside'
  | 'own';

/** The first that fits. */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^Execution/, 'execution'],
  [/StateEntered$/, 'entered'],
  [/StateExited$/, 'exited'],
  [/^MapIteration/, 'iteration'],
  [/^(?:Map|Parallel)StateStarted$/, 'started'],
  [/^(?:Map|Parallel)State(?:Succeeded|Failed)$/, 'ended'],
  [/StateAborted$/, 'aside'],
  [/^EvaluationFailed$/, 'evaluation failed'],
  [/Scheduled$/, 'scheduled'],
];

const kindOf = ({ type }: HistoryEvent): Kind => KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'own';

/** An event of the state that a line of control is in, which the next one follows. */
function record(event: HistoryEvent, thread: ThreadRecord): ThreadRecord {
  thread.state?.events.push(event);
  thread.cursor = event.id;
  return thread;
}

function enter(event: HistoryEvent, from: ThreadRecord): ThreadRecord {
  const name = event.stateEnteredEventDetails?.name ?? '';
  const thread = threadWith(name, from);
  const state = thread.scope.states.get(name);
  if (state === undefined) throw misfit(event);
  thread.state = new StateRecord(thread, state, event);
  thread.cursor = event.id;
  return thread;
}

/** The line of control whose state has this name: one that goes on, one around it, or a branch that begins. */
function threadWith(name: string, from: ThreadRecord): ThreadRecord {
  for (let thread: ThreadRecord | undefined = from; thread !== undefined; thread = thread.parent?.thread) {
    if (thread.scope.states.has(name)) return thread;
    const branch = branchWith(name, thread.state);
    if (branch !== undefined) return branch;
  }
  return from;
}

function branchWith(name: string, parent: StateRecord | undefined): ThreadRecord | undefined {
  if (parent?.state.type !== 'Parallel' || !parent.isOpen) return undefined;
  const index = parent.state.inner.findIndex(({ states }) => states.has(name));
  const scope = parent.state.inner[index];
  if (scope === undefined) return undefined;
  const known = parent.threads.get(index) ?? new ThreadRecord(scope, parent, parent.thread.cursor);
  parent.threads.set(index, known);
  return known;
}

function exit(event: HistoryEvent, from: ThreadRecord): ThreadRecord {
  const exited = event.stateExitedEventDetails;
  const left = stateAround(from, ({ state, exited: before }) => state.name === exited?.name && before === undefined);
  if (left === undefined || exited === undefined) throw misfit(event);
  left.exited = exited;
  left.begin();
  for (const [name, text] of Object.entries(exited.assignedVariables ?? {})) {
    left.thread.assigned[name] = JSON.parse(text);
  }
  left.thread.cursor = event.id;
  return left.thread;
}

function start(event: HistoryEvent, state: StateRecord | undefined): ThreadRecord {
  if (state === undefined) throw misfit(event);
  state.begin();
  return record(event, state.thread);
}

/** The end of a Map or Parallel state's work; what comes after a success follows its last part. */
function end(event: HistoryEvent, state: StateRecord | undefined): ThreadRecord {
  if (state === undefined) throw misfit(event);
  state.events.push(event);
  if (event.type.endsWith('Failed')) {
    state.hasFailed = true;
    state.thread.cursor = event.id;
  }
  return state.thread;
}

function iterate(event: HistoryEvent, from: ThreadRecord): ThreadRecord {
  const details =
    event.mapIterationStartedEventDetails ??
    event.mapIterationSucceededEventDetails ??
    event.mapIterationFailedEventDetails ??
    event.mapIterationAbortedEventDetails;
  const map = stateAround(from, ({ state, isOpen }) => isOpen && state.name === details?.name);
  const scope = map?.state.inner[0];
  if (map === undefined || scope === undefined || details === undefined) throw misfit(event);
  if (event.type === 'MapIterationStarted') {
    const thread = new ThreadRecord(scope, map, event.id);
    map.threads.set(details.index, thread);
    return thread;
  }
  if (event.type === 'MapIterationSucceeded') succeed(event, map, map.threads.get(details.index));
  return map.thread;
}

function succeed(event: HistoryEvent, map: StateRecord, thread: ThreadRecord | undefined): void {
  if (thread === undefined) throw misfit(event);
  thread.hasSucceeded = true;
  map.freed.push(event.previousEventId);
  thread.cursor = event.id;
}

/** Whose evaluation failed: AWS has the event follow what the state's StateEntered follows. */
function evaluated(event: HistoryEvent, from: ThreadRecord): ThreadRecord {
  const isIt = (record: StateRecord | undefined) => record?.state.name === event.evaluationFailedEventDetails?.state;
  const around = stateAround(from, isIt);
  if (around !== undefined) return around.thread;
  return [...(from.state?.threads.values() ?? [])].find(({ state }) => isIt(state)) ?? from;
}

/** The state of a line of control, or the nearest one around it, that an event can belong to. */
function stateAround(from: ThreadRecord, fits: (state: StateRecord) => boolean): StateRecord | undefined {
  for (let thread: ThreadRecord | undefined = from; thread !== undefined; thread = thread.parent?.thread) {
    if (thread.state !== undefined && fits(thread.state)) return thread.state;
  }
  return undefined;
}

const misfit = ({ id, type }: HistoryEvent): Error =>
  new Error(`The history does not fit the state machine: event ${id}, ${type}`);
