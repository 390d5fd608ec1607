import type { StateExecution } from '../execution/state-execution.ts';
import type { ObjectCaller } from '../ports.ts';

/** Who asks S3 where `ItemReader` and `ResultWriter` of a state do. */
export function objectCaller({ state, thread }: StateExecution): ObjectCaller {
  const { executionArn, stateMachineArn, roleArn } = thread.run.identity;
  return { stateName: state.name, executionArn, stateMachineArn, roleArn };
}
