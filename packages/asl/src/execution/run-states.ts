import type { Payload } from '../payload.ts';
import type { Eventual } from './eventual.ts';
import type { CompiledState, StateOutcome } from './program.ts';
import { StateExecution } from './state-execution.ts';
import type { Thread } from './thread.ts';

/** Transitions after which timers get their turn, so that a time-out can end an endless loop. */
const TRANSITIONS_A_TURN = 5_000;

/** Goes from state to state until a line of control has its result. What need not wait is done at once. */
export function runStates(start: CompiledState, thread: Thread, input: Payload): Eventual<Payload> {
  const outcome = stretch(start, thread, input);
  if (outcome instanceof Promise) return finish(outcome, thread);
  return outcome.output;
}

async function finish(first: Promise<StateOutcome>, thread: Thread): Promise<Payload> {
  let outcome = await first;
  while (outcome.kind === 'jump') outcome = await stretch(outcome.to, thread, outcome.output);
  return outcome.output;
}

/** Runs states as long as none has to wait. */
function stretch(start: CompiledState, thread: Thread, input: Payload): Eventual<StateOutcome> {
  let state = start;
  let payload = input;
  for (;;) {
    thread.transitions += 1;
    if (thread.transitions % TRANSITIONS_A_TURN === 0) return afterTurn(state, thread, payload);
    const outcome = state.program(new StateExecution(thread, state, payload));
    if (outcome instanceof Promise || outcome.kind === 'result') return outcome;
    state = outcome.to;
    payload = outcome.output;
  }
}

async function afterTurn(to: CompiledState, thread: Thread, output: Payload): Promise<StateOutcome> {
  await thread.sleep(1);
  return { kind: 'jump', to, output };
}
