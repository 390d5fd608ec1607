import type { JsonObject } from '#asl/json.ts';
import type { StateType } from '../definition/types.ts';
import { timestampOf } from '../language/timestamp.ts';
import type { StateExecution } from './state-execution.ts';
import type { MapItem } from './thread.ts';

/** States that can be retried say how often they were. */
const RETRIED: ReadonlySet<StateType> = new Set(['Task', 'Map', 'Parallel']);

/** The Context object. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
export function contextOf(execution: StateExecution): JsonObject {
  const { run, item } = execution.thread;
  if (run.inspection?.context !== undefined) return run.inspection.context;
  const { identity } = run;
  return {
    Execution: {
      Id: identity.executionArn,
      Input: run.input,
      StartTime: timestampOf(identity.startTime),
      Name: identity.executionName,
      RoleArn: identity.roleArn,
      RedriveCount: identity.redriveCount,
      ...(identity.redriveTime !== undefined && { RedriveTime: timestampOf(identity.redriveTime) }),
    },
    StateMachine: { Id: identity.stateMachineArn, Name: identity.stateMachineName },
    State: {
      Name: execution.state.name,
      EnteredTime: timestampOf(execution.enteredTime),
      ...(RETRIED.has(execution.state.type) && { RetryCount: execution.retryCount }),
    },
    ...(execution.taskToken !== undefined && { Task: { Token: execution.taskToken } }),
    ...(item !== undefined && { Map: { Item: itemContext(item) } }),
  };
}

export const itemContext = ({ index, value, key, source }: MapItem): JsonObject => ({
  Index: index,
  Value: value,
  ...(key !== undefined && { Key: key }),
  Source: source,
});
