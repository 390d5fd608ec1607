import type { Clock } from '@safelight/asl/clock';
import { StatesError } from '@safelight/asl/error';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { type TaskCall, type TaskPort, unchecked } from '@safelight/asl/ports';
import type { Failure, Request, TaskOutcome, Tools } from './protocol.ts';

/** Tasks that end as recorded, and functions that behave as described. */
export function replayTasks(request: Request, tools: Tools, clock: Clock): TaskPort {
  const replay = tools.createReplay(request.tasks);
  const next = ({ stateName, parameters }: TaskCall) => replay.next({ state: stateName, parameters });
  /** What is to follow a submission. */
  const pending = new Map<string, TaskOutcome>();
  const keyOf = (call: TaskCall) => call.taskToken ?? JSON.stringify([call.stateName, call.parameters]);

  return {
    ...unchecked,
    problems: gatewayProblems,
    async request(call) {
      const invoked = invocation(call, request);
      if (invoked !== undefined) return invoke(call, invoked, tools, clock);
      const outcome = next(call);
      if (outcome === undefined) throw notRecorded(call);
      if (!('submitted' in outcome)) return settle(outcome);
      pending.set(keyOf(call), outcome.then);
      return outcome.submitted;
    },
    completion: (call) => settle(pending.get(keyOf(call)) ?? { pending: true }),
    async callback(call) {
      // The submission is asked for next, and says what follows it.
      await Promise.resolve();
      return settle(pending.get(keyOf(call)) ?? { pending: true });
    },
    async activity(call, on) {
      const outcome = next(call);
      if (outcome === undefined || 'absent' in outcome) {
        throw new StatesError('ActivityDoesNotExist', `The activity ${call.resource.arn} does not exist.`);
      }
      on.scheduled();
      if (!('timedOut' in outcome && outcome.workerName === undefined)) on.started(outcome.workerName);
      return settle(outcome);
    },
  };
}

/** The one integration of the recordings that the project itself does not have. */
function gatewayProblems({ resource, parameters }: TaskCall): readonly string[] {
  if (resource.kind !== 'integration' || resource.service !== 'apigateway' || !isJsonObject(parameters)) return [];
  const headers = isJsonObject(parameters.Headers) ? Object.values(parameters.Headers) : [];
  return headers.every(Array.isArray) ? [] : ["The value of the field 'Headers' has an invalid format"];
}

interface Invocation {
  readonly behaviour: JsonObject;
  readonly event: Json;
}

/** The function that a call invokes, where it is one of those described. */
function invocation(call: TaskCall, { lambdas = {} }: Request): Invocation | undefined {
  const { resource, parameters } = call;
  if (resource.kind === 'lambda') return known(resource.arn, parameters, lambdas);
  if (resource.kind !== 'integration' || resource.service !== 'lambda' || !isJsonObject(parameters)) return undefined;
  const { FunctionName, Payload } = parameters;
  return typeof FunctionName === 'string' ? known(FunctionName, payloadOf(Payload), lambdas) : undefined;
}

function known(name: string, event: Json, lambdas: NonNullable<Request['lambdas']>): Invocation | undefined {
  const behaviour = lambdas[name];
  return behaviour === undefined ? undefined : { behaviour, event };
}

function payloadOf(payload: Json | undefined): Json {
  if (typeof payload !== 'string') return payload ?? {};
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}

async function invoke(call: TaskCall, { behaviour, event }: Invocation, tools: Tools, clock: Clock): Promise<Json> {
  const result = tools.runLambda(behaviour, event);
  if (result.afterSeconds !== undefined) await clock.sleep(result.afterSeconds * 1000, call.signal);
  if (!result.ok) throw new StatesError(result.error.errorType, result.error.cause);
  if (call.resource.kind === 'lambda') return result.payload;
  const wantsLog = isJsonObject(call.parameters) && call.parameters.LogType === 'Tail';
  const answer = { ExecutedVersion: '$LATEST', Payload: result.payload, StatusCode: 200 };
  return wantsLog ? { ...answer, LogResult: Buffer.from('END').toString('base64') } : answer;
}

function settle(outcome: TaskOutcome): Promise<Json> {
  if ('succeeded' in outcome) return Promise.resolve(outcome.succeeded);
  if ('failed' in outcome) return Promise.reject(failure(outcome.failed));
  if ('absent' in outcome) return Promise.reject(new StatesError('States.Runtime', 'absent'));
  return new Promise(() => {});
}

const failure = ({ error, cause }: Failure): StatesError => new StatesError(error, cause);

const notRecorded = (call: TaskCall): Error => new Error(`nothing was recorded for the call of ${call.stateName}`);
