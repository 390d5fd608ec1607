import type { Payload } from '../payload.ts';
import type { Eventual } from './eventual.ts';
import type { CompiledState, StateOutcome } from './program.ts';
import type { StateRecord } from './resume/thread-record.ts';
import { StateExecution } from './state-execution.ts';
import type { Thread } from './thread.ts';

/** Transitions after which timers get their turn, so that a time-out can end an endless loop. */
const TRANSITIONS_A_TURN = 5_000;

/**
 * Goes from state to state until a line of control has its result. What need not wait is done at once.
 * @param record of the first state, where it was entered before its process ended
 */
export function runStates(
  start: CompiledState,
  thread: Thread,
  input: Payload,
  record?: StateRecord,
): Eventual<Payload> {
  const outcome = stretch(start, thread, input, record);
  if (outcome instanceof Promise) return finish(outcome, thread);
  return outcome.output;
}

async function finish(first: Promise<StateOutcome>, thread: Thread): Promise<Payload> {
  let outcome = await first;
  while (outcome.kind === 'jump') outcome = await stretch(outcome.to, thread, outcome.output);
  return outcome.output;
}

/** Runs states as long as none has to wait. */
function stretch(start: CompiledState, thread: Thread, input: Payload, record?: StateRecord): Eventual<StateOutcome> {
  let execution = new StateExecution(thread, start, input, record);
  for (;;) {
    thread.transitions += 1;
    if (thread.transitions % TRANSITIONS_A_TURN === 0) return afterTurn(execution);
    const outcome = execution.state.program(execution);
    if (outcome instanceof Promise || outcome.kind === 'result') return outcome;
    execution = new StateExecution(thread, outcome.to, outcome.output);
  }
}

/** The next state is entered before the pause: an execution whose process ends in it is in that state. */
async function afterTurn(execution: StateExecution): Promise<StateOutcome> {
  await execution.thread.sleep(1);
  return execution.state.program(execution);
}
