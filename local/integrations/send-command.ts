import { NormalizedSchema } from '@smithy/core/schema';
import { StatesError } from '#asl/error.ts';
import type { ClientCredentials, Clients, SdkModule } from '#local/clients.ts';
import type { Json, JsonObject } from '#local/json.ts';
import { readBody } from './read-body.ts';
import { commandName } from './sdk-services.ts';
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
  readonly http: { readonly status: number; readonly headers: Readonly<Record<string, string>> };
}

/** Members of type string for which Step Functions also takes a JSON value, writing it as text. */
const JSON_MEMBERS: ReadonlySet<string> = new Set(['Input', 'Output', 'MessageBody', 'Message', 'Detail']);

/** Makes one call through an SDK client, from parameters as a state gives them to a result as a state gets it. */
export async function sendCommand(options: SendOptions): Promise<Sent> {
  const { module, client } = await options.clients.load(options.packageName, options.credentials);
  const Command = commandClass(module, options);
  const schema = operationSchema(Command, options);
  const command = new Command(inputOf(schema.input, options.parameters));
  const http: { status: number; headers: Record<string, string> } = { status: 0, headers: {} };
  command.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      http.status = answer.response?.statusCode ?? 0;
      http.headers = answer.response?.headers ?? {};
      return answer;
    },
    { step: 'deserialize' },
  );
  try {
    const output = await readBody(schema.output, await client.send(command, { abortSignal: options.signal }));
    return { result: asObject(toResult(schema.output, output, options.dates)), http };
  } catch (error) {
    if (error instanceof StatesError) throw error;
    throw options.failed(serviceFailure(error), client.config.serviceId);
  }
}

interface Answer {
  readonly response?: { readonly statusCode: number; readonly headers: Record<string, string> };
}

type Next = (args: unknown) => Promise<Answer>;

interface Command {
  readonly schema: readonly unknown[];
  readonly middlewareStack: { add(middleware: (next: Next) => Next, options: { step: 'deserialize' }): void };
}

type CommandClass = new (input: unknown) => Command;

function commandClass(module: SdkModule, { packageName, action }: SendOptions): CommandClass {
  const found = module[commandName(action)];
  if (typeof found !== 'function') throw new StatesError('States.Runtime', `${packageName} has no action ${action}`);
  return found as CommandClass;
}

/** Generated commands carry their operation's schema: [kind, namespace, name, traits, input, output]. */
function operationSchema(Command: CommandClass, { packageName }: SendOptions) {
  const [, , , , input, output] = new Command({}).schema ?? [];
  if (input === undefined || output === undefined) throw new Error(`${packageName} has no schemas: update it`);
  return {
    input: NormalizedSchema.of(input as Parameters<typeof NormalizedSchema.of>[0]),
    output: NormalizedSchema.of(output as Parameters<typeof NormalizedSchema.of>[0]),
  };
}

function inputOf(schema: NormalizedSchema, parameters: Json): unknown {
  try {
    return toInput(schema, parameters, JSON_MEMBERS);
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    const given = JSON.stringify(parameters);
    throw new StatesError(
      'States.Runtime',
      `The Parameters '${given}' could not be used to start the Task: [${error.message}]`,
    );
  }
}

const asObject = (value: Json): JsonObject =>
  (typeof value === 'object' && value !== null ? { ...value } : {}) as JsonObject;
