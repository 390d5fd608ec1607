import type { Json } from '#asl/json.ts';
import type { ParallelState } from '../definition/types.ts';
import { chain, type Eventual, onFailure } from '../eventual.ts';
import type { CompiledStates, StateKind } from '../execution/program.ts';
import { runStates } from '../execution/run-states.ts';
import type { Thread } from '../execution/thread.ts';
import type { Visit } from '../execution/visit.ts';
import { fanOut } from '../fan-out.ts';
import { Lifeline } from '../lifeline.ts';
import { listPayload, type Payload, payloadOf } from '../payload.ts';
import { compileRecovery } from '../recovery/recovery.ts';
import { compileInput } from './input.ts';
import { abandonSiblings } from './siblings.ts';

/** Runs branches beside each other. https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html */
export const parallelState: StateKind<ParallelState> = (state, build) => {
  const input = compileInput(state, build.language);
  const branches = state.Branches.map((branch) => build.states(branch));
  const exit = build.language.exit(state);
  const go = build.transition(state);
  const recover = compileRecovery(state, build, 'ParallelStateFailed');
  return (visit) =>
    recover(visit, () =>
      chain(input(visit), (effective) =>
        chain(runBranches(visit, branches, effective), (results) => {
          visit.result = results.value;
          visit.noting?.({ result: results.value });
          return chain(exit(visit, effective, results.value, visit.noting), (exited) =>
            go(visit.leave(exited, results)),
          );
        }),
      ),
    );
};

function runBranches(visit: Visit, branches: readonly CompiledStates[], effective: Json): Eventual<Payload> {
  const work = visit.thread.run.inspection?.work;
  if (work !== undefined) return chain(work(effective), payloadOf);
  const input = effective === visit.input ? visit.payload : payloadOf(effective);
  const started = visit.record('ParallelStateStarted');
  const lifeline = new Lifeline(visit.thread.lifeline);
  const live = new Map<number, Thread>();
  let last = started;
  const results = fanOut(branches.length, branches.length, (index) => {
    const completed = visit.completed?.get(index);
    if (completed !== undefined) return completed;
    const thread = visit.thread.fork(lifeline, started);
    live.set(index, thread);
    return onFailure(
      () =>
        chain(runBranch(branches[index], thread, input), (output) => {
          live.delete(index);
          last = thread.cursor;
          return output;
        }),
      (error) => abandonSiblings(visit, lifeline, live, { index, error }),
    );
  });
  return chain(results, (payloads) => {
    lifeline.release();
    visit.thread.cursor = last;
    visit.recordAside('ParallelStateSucceeded');
    return listPayload(payloads);
  });
}

function runBranch(branch: CompiledStates | undefined, thread: Thread, input: Payload): Eventual<Payload> {
  if (branch === undefined) throw new RangeError('no such branch');
  return runStates(branch.start, thread, input);
}
