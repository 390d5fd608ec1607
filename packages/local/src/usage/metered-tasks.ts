import type { TaskCall, TaskPort } from '@safelight/asl/ports';
import { inScope } from '#local/usage/scope.ts';

/** Calls of Task states that are made in the name of their state. */
export function meteredTasks<T extends Pick<TaskPort, 'request' | 'completion'>>(tasks: T): T {
  const scoped = <R>({ executionArn, stateName: state }: TaskCall, work: () => R) =>
    inScope({ executionArn, state }, work);
  return {
    ...tasks,
    request: (call) => scoped(call, () => tasks.request(call)),
    completion: (call, submitted) => scoped(call, () => tasks.completion(call, submitted)),
  };
}
