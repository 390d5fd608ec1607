import { reloadDefinition } from '@safelight/asl/definition/load';
import { execute } from '@safelight/asl/execute';
import { compileMachine, type Machine } from '@safelight/asl/machine';
import { Memo } from '@safelight/asl/memo';
import type { RunHandle, RunMachine, RunRequest, RunResult } from '#services/states/executions/engine.ts';
import type { Revision } from '#services/states/machines/machine.ts';

/** Compiled machines that are kept ready. */
const MOST_COMPILED = 200;

/** Runs state machines with the engine in `local/asl`; a revision is compiled once. */
export function createAslEngine(): RunMachine {
  const compiled = new Memo<Machine>(MOST_COMPILED);
  const machineOf = ({ revisionId, definition }: Revision): Machine =>
    compiled.get(revisionId, () => compileMachine(reloadDefinition(definition)));
  const start = ({
    revision,
    type,
    identity,
    input,
    ports,
    onEvent,
    earlier,
    onNote,
    resume,
  }: RunRequest): RunHandle => {
    const execution = execute(machineOf(revision), input, ports, {
      identity,
      type,
      onEvent,
      keepHistory: false,
      ...(earlier && { redrive: { events: earlier } }),
      ...(onNote && { onNote }),
      ...(resume && { resume }),
    });
    return {
      done: execution.result.then(asResult, defect),
      stop: ({ error, cause }) => execution.stop(error, cause),
    };
  };
  return (request) => {
    try {
      return start(request);
    } catch (error) {
      return { done: Promise.resolve(defect(error)), stop: () => {} };
    }
  };
}

function asResult(result: Awaited<ReturnType<typeof execute>['result']>): RunResult {
  if (result.status !== 'SUCCEEDED') return result;
  return { status: 'SUCCEEDED', output: result.output.text };
}

/** A defect of the engine, or of a port, ends the execution and nothing else. */
const defect = (error: unknown): RunResult => ({
  status: 'FAILED',
  error: 'States.Runtime',
  cause: `Internal error: ${error instanceof Error ? error.message : String(error)}`,
});
