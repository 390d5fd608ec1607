import { StatesError } from '@safelight/asl/error';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { TaskCall } from '@safelight/asl/ports';
import type { Caller, Integration } from './integration.ts';
import { withMetadata } from './sdk/sdk-metadata.ts';
import type { Sent } from './sdk/send-command.ts';

/**
 * Starts another state machine. `.sync` and `.sync:2` wait for its end; with `.sync:2` its input and output are JSON
 * values, else texts. A child that does not succeed fails the task with `States.TaskFailed`, described by the cause.
 */
export const states: Integration = {
  service: 'states',
  packageName: '@aws-sdk/client-sfn',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html',
  names: { prefix: 'StepFunctions', base: 'AWSStepFunctionsException', service: 'AWSStepFunctions' },
  actions: { startExecution: ['requestResponse', 'sync', 'sync:2', 'waitForTaskToken'] },
  request: async (action, call, caller) =>
    withMetadata(await (waits(call) ? startChild(call, caller) : caller.send(action, call.parameters))),
  completion: async (call, submitted, caller) => completion(call, executionArnOf(submitted ?? ownChild(call)), caller),
};

/** How long to wait before the first look, how much longer before each next one, and the longest wait, in milliseconds. */
const POLL = { first: 50, growth: 1.5, longest: 5000 };

/** Milliseconds for a StopExecution that nobody waits for. */
const STOP_PATIENCE_MS = 5000;

const waits = ({ resource }: TaskCall): boolean =>
  resource.kind === 'integration' && (resource.pattern === 'sync' || resource.pattern === 'sync:2');

/** Starts a child that the task will wait for: the answer is heard even if the task is given up meanwhile, for the child runs then. */
async function startChild(call: TaskCall, caller: Caller): Promise<Sent> {
  const started = await caller
    .send('startExecution', named(call), new AbortController().signal)
    .catch((error: unknown) => startedBefore(error, call, caller));
  if (call.signal.aborted) await stopChild(executionArnOf(started.result), caller);
  call.signal.throwIfAborted();
  return started;
}

/** A child without a name gets one of its attempt: where the call is made again, after the process ended, it is the same child. */
const named = ({ parameters, taskToken }: TaskCall): JsonObject => ({
  ...(taskToken !== undefined && { Name: taskToken }),
  ...(isJsonObject(parameters) ? parameters : {}),
});

/** The child of an attempt that has been made before, and has ended since. */
async function startedBefore(error: unknown, call: TaskCall, caller: Caller): Promise<Sent> {
  const child = ownChild(call);
  const isThere = error instanceof StatesError && /ExecutionAlreadyExists/.test(error.error ?? '');
  if (child === null || !isThere) throw error;
  const { result, ...sent } = await caller.send('describeExecution', child);
  return { ...sent, result: { ...child, StartDate: result.StartDate ?? null } };
}

/** The child that has the name of its attempt; null where it has another, for then it may be somebody else's. */
function ownChild(call: TaskCall): { readonly ExecutionArn: string } | null {
  const { Name, StateMachineArn } = named(call);
  if (Name !== call.taskToken) return null;
  const machine = String(StateMachineArn).split(':').slice(0, 7).join(':');
  return { ExecutionArn: `${machine.replace(':stateMachine:', ':execution:')}:${Name}` };
}

/** The end of a child. One that nobody waits for any more, in whichever moment its task was given up, is stopped. */
async function completion(call: TaskCall, executionArn: string, caller: Caller): Promise<Json> {
  try {
    return await ending(call, executionArn, caller);
  } catch (reason) {
    if (call.signal.aborted) await stopChild(executionArn, caller);
    throw reason;
  }
}

async function ending(call: TaskCall, executionArn: string, caller: Caller): Promise<Json> {
  for (let wait = POLL.first; ; wait = Math.min(wait * POLL.growth, POLL.longest)) {
    await caller.clock.sleep(wait, call.signal);
    const { result } = await caller.send('describeExecution', { ExecutionArn: executionArn });
    if (result.Status === 'RUNNING' || result.Status === 'PENDING_REDRIVE') continue;
    const described = description(result, call.resource);
    if (result.Status === 'SUCCEEDED') return described;
    throw new StatesError('States.TaskFailed', JSON.stringify(described));
  }
}

/** Stops a child, as far as the role allows. */
async function stopChild(executionArn: string, caller: Caller): Promise<void> {
  const patience = AbortSignal.timeout(STOP_PATIENCE_MS);
  await caller.send('stopExecution', { ExecutionArn: executionArn }, patience).catch(() => undefined);
}

/** The members of DescribeExecution that a parent sees, in the order of their names. */
const DESCRIBED = [
  'Cause',
  'Error',
  'ExecutionArn',
  'Input',
  'InputDetails',
  'Name',
  'Output',
  'OutputDetails',
  'StartDate',
  'StateMachineArn',
  'Status',
  'StopDate',
];

function description(execution: JsonObject, resource: TaskCall['resource']): JsonObject {
  const asJson = resource.kind === 'integration' && resource.pattern === 'sync:2';
  const shown = DESCRIBED.flatMap((name): [string, Json][] => {
    const value = execution[name];
    if (value === undefined) return [];
    const isText = name === 'Input' || name === 'Output';
    return [[name, asJson && isText && typeof value === 'string' ? JSON.parse(value) : value]];
  });
  return Object.fromEntries(shown);
}

function executionArnOf(submitted: Json): string {
  const arn = isJsonObject(submitted) ? submitted.ExecutionArn : undefined;
  if (typeof arn !== 'string')
    throw new StatesError('States.Runtime', 'StartExecution answered without an ExecutionArn');
  return arn;
}
