import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { EventDetails } from './event-details.ts';
import type { Attempt, Iteration, Visit } from './visit.ts';

/** Notes what an event tells of the visit to which it belongs. */
export function noteEvent(visit: Visit, { type: named, timestamp }: HistoryEvent, details: EventDetails): void {
  const type: string = named ?? '';
  const at = Number(timestamp);
  if (/^(Task|LambdaFunction|Activity)Scheduled$/.test(type)) begin(visit, { at, ...callOf(type, details) });
  else if (/^(Map|Parallel)StateStarted$/.test(type)) beginRounds(visit, at, details);
  else if (type.startsWith('MapIteration')) noteIteration(visit, type, at, details);
  else if (type === 'MapRunStarted' && details.mapRunArn) visit.mapRunArn = details.mapRunArn;
  else if (type.endsWith('StateExited')) leave(visit, at, details);
  else if (isFailure(type)) fail(visit, type, at, details);
  else noteCall(visit, type, at, details);
}

/** An execution that times out or is aborted says nothing of the state that it was in. */
const isFailure = (type: string) => /(Failed|TimedOut)$/.test(type) && type !== 'ExecutionTimedOut';

const callOf = (type: string, { parameters, input, resource, resourceType }: EventDetails) => {
  const given = parameters ?? input;
  const service = type === 'LambdaFunctionScheduled' ? 'lambda' : resourceType;
  return {
    ...(resource !== undefined && { resource: [service, resource].filter(Boolean).join(':') }),
    ...(given !== undefined && { arguments: given }),
  };
};

function begin(visit: Visit, attempt: Attempt): void {
  visit.attempts.push(attempt);
  visit.isFailing = false;
}

function beginRounds(visit: Visit, at: number, { length = 0 }: EventDetails): void {
  begin(visit, { at });
  visit.total = length;
  visit.iterations = new Map();
}

const ENDS: Readonly<Record<string, Iteration['status']>> = {
  MapIterationSucceeded: 'succeeded',
  MapIterationFailed: 'failed',
  MapIterationAborted: 'aborted',
};

function noteIteration(visit: Visit, type: string, at: number, { index = 0 }: EventDetails): void {
  const status = ENDS[type];
  if (!status) {
    visit.iterations.set(index, { index, startedAt: at, status: 'running' });
    return;
  }
  const iteration = visit.iterations.get(index);
  if (iteration) Object.assign(iteration, { endedAt: at, status });
}

function leave(visit: Visit, at: number, { output, assignedVariables }: EventDetails): void {
  visit.exitedAt = at;
  if (output !== undefined) visit.output = output;
  if (assignedVariables) visit.assigned = assignedVariables;
}

function fail(visit: Visit, type: string, at: number, { error = 'States.TaskFailed', cause }: EventDetails): void {
  // The execution fails with what its state has told already.
  if (type === 'ExecutionFailed' && visit.errors.length > 0) return;
  visit.isFailing = true;
  visit.errors.push({ error, cause, at });
  const attempt = visit.attempts.at(-1);
  if (attempt) Object.assign(attempt, { endedAt: at, error, ...(cause !== undefined && { cause }) });
}

function noteCall(visit: Visit, type: string, at: number, { output }: EventDetails): void {
  const attempt = visit.attempts.at(-1);
  if (!attempt) return;
  if (type.endsWith('Submitted') && output !== undefined) attempt.submitted = output;
  else if (type.endsWith('Started')) attempt.startedAt ??= at;
  else if (type.endsWith('Succeeded'))
    Object.assign(attempt, { endedAt: at, ...(output !== undefined && { result: output }) });
}
