import { StatesError } from '@safelight/asl/error';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { ClientCredentials, Clients } from '#local/clients.ts';
import { carryTrace } from '#local/metrics/tracing/carry-trace.ts';
import { currentTraceHeader } from '#local/metrics/tracing/current-trace.ts';
import { readBody } from '../read-body.ts';
import { actionOf, type Command } from './command.ts';
import { type ServiceFailure, serviceFailure } from './service-failure.ts';
import { ParameterError, toInput } from './shape-input.ts';
import { type DateStyle, toResult } from './shape-output.ts';

export interface SendOptions {
  readonly clients: Clients;
  readonly credentials: ClientCredentials;
  readonly packageName: string;
  /** In camel case: `putItem`. */
  readonly action: string;
  readonly parameters: Json;
  readonly dates: DateStyle;
  readonly signal: AbortSignal;
  /** Names the failure in the terms of the kind of integration. */
  readonly failed: (failure: ServiceFailure, serviceId: string) => StatesError;
}

export interface Sent {
  readonly result: JsonObject;
  readonly http: HttpAnswer;
}

interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Members of type string for which Step Functions also takes a JSON value, writing it as text. */
const JSON_MEMBERS: ReadonlySet<string> = new Set(['Input', 'Output', 'MessageBody', 'Message', 'Detail']);

/** Makes one call through an SDK client, from parameters as a state gives them to a result as a state gets it. */
export async function sendCommand(options: SendOptions): Promise<Sent> {
  const { client } = await options.clients.load(options.packageName, options.credentials);
  const action = actionOf(options.packageName, options.action);
  const command = action.create(inputOf(options));
  const http = watch(command);
  carryTrace(command, currentTraceHeader());
  try {
    const output = await readBody(action.output, await client.send(command, { abortSignal: options.signal }));
    const result = toResult(action.output, output, options.dates);
    return { result: isJsonObject(result) ? result : {}, http: http() };
  } catch (error) {
    if (error instanceof StatesError) throw error;
    throw options.failed(serviceFailure(error), client.config.serviceId);
  }
}

/** What AWS would find wrong with the parameters before it makes the call. */
export function problemsOf(packageName: string, action: string, parameters: Json): readonly string[] {
  try {
    toInput(actionOf(packageName, action).input, parameters, JSON_MEMBERS);
    return [];
  } catch (error) {
    if (error instanceof ParameterError) return [error.message];
    throw error;
  }
}

function inputOf({ packageName, action, parameters }: SendOptions): unknown {
  try {
    return toInput(actionOf(packageName, action).input, parameters, JSON_MEMBERS);
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    const given = JSON.stringify(parameters);
    const cause = `The Parameters '${given}' could not be used to start the Task: [${error.message}]`;
    throw new StatesError('States.Runtime', cause);
  }
}

/** The SDK hides the HTTP answer of a call that succeeds; this keeps it. */
function watch(command: Command): () => HttpAnswer {
  let seen: HttpAnswer = { status: 0, headers: {} };
  const middleware: Parameters<Command['middlewareStack']['add']>[0] = (next) => async (args) => {
    const answer = await next(args);
    if (answer.response) seen = { status: answer.response.statusCode, headers: answer.response.headers };
    return answer;
  };
  command.middlewareStack.add(middleware, { step: 'deserialize' });
  return () => seen;
}
