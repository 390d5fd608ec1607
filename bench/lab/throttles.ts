import { type HistoryEvent, paginateGetExecutionHistory, paginateListExecutions } from '@aws-sdk/client-sfn';
import type { Lab } from '#lab/lab.ts';

/** How often Lambda answered 429 to the executions that developed photos, by their histories. */
export async function throttlesOf({ states: client, names }: Pick<Lab, 'states' | 'names'>): Promise<number> {
  let count = 0;
  for await (const { executions = [] } of paginateListExecutions(
    { client },
    { stateMachineArn: names.imageProcessing },
  ))
    for (const { executionArn } of executions)
      for await (const { events = [] } of paginateGetExecutionHistory({ client }, { executionArn }))
        count += events.filter(isThrottle).length;
  return count;
}

const isThrottle = ({ taskFailedEventDetails }: HistoryEvent): boolean =>
  taskFailedEventDetails?.error === 'Lambda.TooManyRequestsException';
