import { StatesError } from '@safelight/asl/error';
import type { TaskCall, TaskPort, TaskResource } from '@safelight/asl/ports';
import type { ActivityQueue } from '#services/states/activities/activity-queue.ts';
import type { ActivityStore } from '#services/states/activities/activity-store.ts';
import type { OpenJobs } from '#services/states/tasks/open-jobs.ts';
import type { TaskTokens } from '#services/states/tasks/task-tokens.ts';

/** The calls themselves, which other services answer. */
export type TaskCaller = Pick<TaskPort, 'problems' | 'request' | 'completion' | 'admit'> & {
  /** Why a resource cannot be called here; undefined when it can. State machines that name it are then refused. */
  unsupported(resource: TaskResource): string | undefined;
};

interface TaskPortParts {
  readonly caller: TaskCaller;
  readonly tokens: TaskTokens;
  readonly jobs: OpenJobs;
  readonly activities: ActivityStore;
  readonly queue: ActivityQueue;
  /** Resolves when what was written so far is committed. */
  readonly committed: () => Promise<void>;
}

/** All that Task states can do: calls go out through the caller, what comes back by token is kept here. */
export function createTaskPort({ caller, tokens, jobs, activities, queue, committed }: TaskPortParts): TaskPort {
  return {
    problems: (call) => caller.problems(call),
    admit: (call) => caller.admit(call),
    // No call goes out before the events that say so are there to stay.
    request: (call) => jobs.submit(call, (made) => committed().then(() => caller.request(made))),
    completion: (call, submitted) => jobs.wait(call, submitted, caller.completion),
    callback: (call, onHeartbeat) => tokens.wait(tokenOf(call), call, onHeartbeat),
    activity(call, on) {
      const { arn } = call.resource;
      if (!activities.find(arn)) throw new StatesError('States.Runtime', `The activity ${arn} does not exist.`);
      const taskToken = tokenOf(call);
      const done = tokens.wait(taskToken, call, on.heartbeat);
      on.scheduled();
      if (on.isStarted) return done;
      queue.offer(arn, { taskToken, input: JSON.stringify(call.parameters), started: on.started }, call.signal);
      return done;
    },
  };
}

function tokenOf({ taskToken, stateName }: TaskCall): string {
  if (taskToken === undefined) throw new StatesError('States.Runtime', `The state '${stateName}' has no task token.`);
  return taskToken;
}
