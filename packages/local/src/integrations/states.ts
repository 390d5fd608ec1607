import { StatesError } from '@safelight/asl/error';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { TaskCall } from '@safelight/asl/ports';
import type { Caller, Integration } from './integration.ts';
import { withMetadata } from './sdk/sdk-metadata.ts';

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
  request: async (action, call, caller) => withMetadata(await caller.send(action, call.parameters)),
  completion: (call, submitted, caller) => completion(call, executionArnOf(submitted), caller),
};

/** How long to wait before the first look, how much longer before each next one, and the longest wait, in milliseconds. */
const POLL = { first: 50, growth: 1.5, longest: 5000 };

/** Milliseconds for a StopExecution that nobody waits for. */
const STOP_PATIENCE_MS = 5000;

async function completion(call: TaskCall, executionArn: string, caller: Caller): Promise<Json> {
  for (let wait = POLL.first; ; wait = Math.min(wait * POLL.growth, POLL.longest)) {
    await sleepOrStop(wait, call, executionArn, caller);
    const { result } = await caller.send('describeExecution', { ExecutionArn: executionArn });
    if (result.Status === 'RUNNING' || result.Status === 'PENDING_REDRIVE') continue;
    const described = description(result, call.resource);
    if (result.Status === 'SUCCEEDED') return described;
    throw new StatesError('States.TaskFailed', JSON.stringify(described));
  }
}

/** Nobody waits for the child of a task that was given up: it is stopped, as far as the role allows. */
async function sleepOrStop(ms: number, call: TaskCall, executionArn: string, caller: Caller): Promise<void> {
  try {
    await caller.clock.sleep(ms, call.signal);
  } catch (reason) {
    const patience = AbortSignal.timeout(STOP_PATIENCE_MS);
    await caller.send('stopExecution', { ExecutionArn: executionArn }, patience).catch(() => undefined);
    throw reason;
  }
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
