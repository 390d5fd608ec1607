import type { Json } from '#asl/json.ts';
import type { ParallelState } from '../definition/types.ts';
import { CancellationScope } from '../execution/cancellation-scope.ts';
import { chain, type Eventual, onFailure } from '../execution/eventual.ts';
import { fanOut } from '../execution/fan-out.ts';
import type { CompiledStates, StateKind } from '../execution/program.ts';
import { endOfLast, goOn, isOver, resultOf } from '../execution/resume/go-on.ts';
import type { ThreadRecord } from '../execution/resume/thread-record.ts';
import { runStates } from '../execution/run-states.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { Thread } from '../execution/thread.ts';
import { listPayload, type Payload, payloadOf } from '../payload.ts';
import { compileInput } from './input.ts';
import { compileRecovery } from './recovery/recovery.ts';
import { abandonSiblings } from './siblings.ts';

/** Runs branches beside each other. https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html */
export const parallelState: StateKind<ParallelState> = (state, build) => {
  const input = compileInput(state, build.language);
  const branches = state.Branches.map((branch) => build.states(branch));
  const exit = build.language.exit(state);
  const go = build.transition(state);
  const recover = compileRecovery(state, build, 'ParallelStateFailed');
  return (execution) =>
    recover(execution, () =>
      chain(input(execution), (effective) =>
        chain(runBranches(execution, branches, effective), (results) => {
          execution.result = results.value;
          execution.noting?.({ result: results.value });
          return chain(exit(execution, effective, results.value, execution.noting), (exited) =>
            go(execution.leave(exited, results)),
          );
        }),
      ),
    );
};

function runBranches(
  execution: StateExecution,
  branches: readonly CompiledStates[],
  effective: Json,
): Eventual<Payload> {
  const work = execution.thread.run.inspection?.work;
  if (work !== undefined) return chain(work(effective), payloadOf);
  const input = effective === execution.input ? execution.payload : payloadOf(effective);
  const started = execution.record('ParallelStateStarted');
  const cancellation = new CancellationScope(execution.thread.cancellation);
  const live = new Map<number, Thread>();
  const { replay } = execution;
  let last = (replay && endOfLast(replay.threads)) ?? started;
  const results = fanOut(branches.length, branches.length, (index) => {
    const completed = execution.completed?.get(index);
    if (completed !== undefined) return completed;
    const record = replay?.threads.get(index);
    if (record !== undefined && isOver(record)) return resultOf(record);
    const thread = execution.thread.fork(cancellation, started);
    live.set(index, thread);
    return onFailure(
      () =>
        chain(runBranch(branches[index], thread, input, record), (output) => {
          live.delete(index);
          last = thread.cursor;
          return output;
        }),
      (error) => abandonSiblings(execution, cancellation, live, { index, error }),
    );
  });
  return chain(results, (payloads) => {
    cancellation.release();
    execution.thread.cursor = last;
    execution.recordAside('ParallelStateSucceeded');
    return listPayload(payloads);
  });
}

function runBranch(
  branch: CompiledStates | undefined,
  thread: Thread,
  input: Payload,
  record: ThreadRecord | undefined,
): Eventual<Payload> {
  if (branch === undefined) throw new RangeError('no such branch');
  const begin = () => runStates(branch.start, thread, input);
  return record === undefined ? begin() : goOn(record, thread, begin);
}
