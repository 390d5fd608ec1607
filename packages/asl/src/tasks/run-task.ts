import type { Json } from '#asl/json.ts';
import { assertNever, DataLimitExceeded, StatesError } from '../error.ts';
import type { Replay } from '../execution/resume/replay.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import { exceedsPayloadLimit } from '../payload.ts';
import type { TaskCall, TaskPort, TaskResource } from '../ports.ts';
import { type Beat, TaskTimedOut, withDeadlines } from './deadlines.ts';
import { nameOf } from './resource.ts';
import { type Bounds, type TaskEvents, taskEvents } from './task-events.ts';

/** One attempt of a task, evaluated: all that it takes to make the call. */
export interface Attempt extends Bounds {
  readonly resource: TaskResource;
  readonly parameters: Json;
  /** When it was scheduled, in milliseconds since the epoch, where its process ended since. */
  readonly since?: number;
}

/** Makes one attempt of a task and answers its result. Only this knows time-outs, `.sync` and task tokens. */
export async function runTask(execution: StateExecution, attempt: Attempt): Promise<Json> {
  const { run, cancellation } = execution.thread;
  const events = taskEvents(execution, attempt.resource);
  const call = callOf(execution, attempt);
  refuseUnusable(execution, run.ports.tasks, call(cancellation.signal));
  const progress: Progress = {
    events,
    bounds: attempt,
    isScheduled: false,
    replay: execution.replay,
    answered: await admission(execution, call),
  };
  try {
    const result = await withDeadlines(run.ports.clock, cancellation.signal, attempt, (signal, beat) =>
      perform(run.ports.tasks, call(signal), progress, beat),
    );
    return succeed(execution, attempt.resource, events, result);
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    // What fails before it is scheduled is no failure of the task.
    if (!progress.isScheduled) throw execution.runtimeError(error.cause ?? '');
    throw error instanceof OversizedResult ? error.failure : fail(events, error);
  } finally {
    progress.answered?.();
  }
}

/** Waits as long as the machine has too much to do; an execution that ends does not wait. */
async function admission({ thread, replay }: StateExecution, call: (signal: AbortSignal) => TaskCall) {
  const { tasks, clock } = thread.run.ports;
  if (replay?.find('Submitted') !== undefined) return undefined;
  const waiting = tasks.admit(call(thread.cancellation.signal));
  if (waiting === undefined) return undefined;
  return withDeadlines(clock, thread.cancellation.signal, NO_DEADLINES, async (signal) => {
    const answered = await waiting;
    if (signal.aborted) answered();
    return answered;
  });
}

const NO_DEADLINES = { timeout: undefined, heartbeat: undefined };

interface Progress {
  readonly events: TaskEvents;
  readonly bounds: Bounds;
  isScheduled: boolean;
  /** What the attempt did before its process ended. */
  readonly replay: Replay | undefined;
  /** To be called when the call is answered, or has failed. */
  readonly answered: (() => void) | undefined;
}

const callOf = (execution: StateExecution, { resource, parameters, credentials }: Attempt) => {
  const { identity } = execution.thread.run;
  const token = execution.taskToken;
  return (signal: AbortSignal): TaskCall => ({
    resource,
    parameters,
    stateName: execution.state.name,
    enteredEventId: execution.enteredId,
    executionArn: identity.executionArn,
    roleArn: credentials ?? identity.roleArn,
    ...(token !== undefined && { taskToken: token }),
    signal,
  });
};

function refuseUnusable(execution: StateExecution, tasks: TaskPort, call: TaskCall): void {
  const problems = tasks.problems(call);
  if (problems.length === 0) return;
  throw execution.runtimeError(
    `The Parameters '${JSON.stringify(call.parameters)}' could not be used to start the Task: [${problems.join(', ')}]`,
  );
}

function perform(tasks: TaskPort, call: TaskCall, progress: Progress, beat: Beat): Promise<Json> {
  const { resource } = call;
  switch (resource.kind) {
    case 'lambda':
      begin(progress, call);
      return request(tasks, call, progress);
    case 'activity': {
      const startedBefore = progress.replay?.find('Started');
      return tasks.activity(call, {
        isStarted: startedBefore !== undefined,
        scheduled() {
          schedule(progress, call);
          if (startedBefore === undefined) return;
          progress.events.started();
          beat(startedBefore.timestamp);
        },
        started: (workerName) => {
          beat();
          progress.events.started(workerName);
        },
        heartbeat: beat,
      });
    }
    case 'integration':
      begin(progress, call);
      return integrate(tasks, call, resource.pattern, progress, beat);
    default:
      return assertNever(resource);
  }
}

function schedule(progress: Progress, { parameters }: TaskCall): void {
  progress.isScheduled = true;
  progress.events.scheduled(JSON.stringify(parameters), progress.bounds);
}

function begin(progress: Progress, call: TaskCall): void {
  schedule(progress, call);
  progress.events.started();
}

const request = (tasks: TaskPort, call: TaskCall, { answered }: Progress): Promise<Json> =>
  answered ? tasks.request(call).finally(answered) : tasks.request(call);

type Pattern = (TaskResource & { kind: 'integration' })['pattern'];

async function integrate(tasks: TaskPort, call: TaskCall, pattern: Pattern, progress: Progress, beat: Beat) {
  const submit = () => submitted(tasks, call, progress);
  switch (pattern) {
    case 'requestResponse':
      return request(tasks, call, progress);
    case 'sync':
    case 'sync:2':
      return tasks.completion(call, await submit());
    case 'waitForTaskToken': {
      // Whoever gets the token may answer before the submission does.
      const answer = settled(tasks.callback(call, beat));
      await submit();
      beat(progress.replay?.find('Submitted')?.timestamp);
      return (await answer)();
    }
    default:
      return assertNever(pattern);
  }
}

/** Submits a job or a token, and answers what that yields; not again where it was recorded before. */
async function submitted(tasks: TaskPort, call: TaskCall, progress: Progress): Promise<Json> {
  const before = progress.replay?.find('Submitted')?.taskSubmittedEventDetails;
  const answer = before === undefined ? await request(tasks, call, progress) : JSON.parse(before.output);
  progress.events.submitted(before?.output ?? JSON.stringify(answer));
  return answer;
}

/** Keeps an early rejection until somebody waits for it. */
const settled = <T>(promise: Promise<T>): Promise<() => T> =>
  promise.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error;
    },
  );

/** The failure is recorded already. */
class OversizedResult extends StatesError {
  readonly failure: StatesError;

  constructor(failure: StatesError) {
    super(failure.error, failure.cause);
    this.failure = failure;
  }
}

function succeed(execution: StateExecution, resource: TaskResource, events: TaskEvents, result: Json): Json {
  const text = JSON.stringify(result);
  if (exceedsPayloadLimit(text)) throw new OversizedResult(fail(events, new DataLimitExceeded(nameOf(resource))));
  events.succeeded(text);
  execution.result = result;
  return result;
}

function fail(events: TaskEvents, error: StatesError): StatesError {
  if (error instanceof TaskTimedOut) events.timedOut(error);
  else events.failed(error);
  return error;
}
