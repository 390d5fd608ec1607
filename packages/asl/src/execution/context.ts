import type { JsonObject } from '#asl/json.ts';
import type { StateType } from '../definition/types.ts';
import { timestampOf } from '../language/timestamp.ts';
import type { MapItem } from './thread.ts';
import type { Visit } from './visit.ts';

/** States that can be retried say how often they were. */
const RETRIED: ReadonlySet<StateType> = new Set(['Task', 'Map', 'Parallel']);

/** The Context object. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
export function contextOf(visit: Visit): JsonObject {
  const { run, item } = visit.thread;
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
      Name: visit.state.name,
      EnteredTime: timestampOf(visit.enteredTime),
      ...(RETRIED.has(visit.state.type) && { RetryCount: visit.retryCount }),
    },
    ...(visit.taskToken !== undefined && { Task: { Token: visit.taskToken } }),
    ...(item !== undefined && { Map: { Item: itemContext(item) } }),
  };
}

export const itemContext = ({ index, value, key, source }: MapItem): JsonObject => ({
  Index: index,
  Value: value,
  ...(key !== undefined && { Key: key }),
  Source: source,
});
