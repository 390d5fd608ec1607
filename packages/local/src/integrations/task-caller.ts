import type { Clock } from '@safelight/asl/clock';
import { DataLimitExceeded, StatesError } from '@safelight/asl/error';
import type { Json } from '@safelight/asl/json';
import { exceedsPayloadLimit } from '@safelight/asl/payload';
import type { TaskCall, TaskPort, TaskResource } from '@safelight/asl/ports';
import { optimizedError, sdkError } from '#integrations/sdk/error-names.ts';
import type { ClientCredentials, Clients } from '#local/clients.ts';
import { machineNameOf, stateMachineArnOf } from './execution-arn.ts';
import type { Caller, Integration } from './integration.ts';
import { invokeFunction, lambda } from './lambda.ts';
import { integrations, registryOf } from './registry.ts';
import { resultTooLarge } from './result-limit.ts';
import { packageOf } from './sdk/sdk-services.ts';
import { problemsOf, type SendOptions, sendCommand } from './sdk/send-command.ts';
import { SDK_PREFIX, unsupported } from './supports.ts';

export interface TaskCallerOptions {
  readonly clients: Clients;
  /** The keys of a session of the role, for a state machine. Throws when the role cannot be assumed. */
  readonly credentials: (roleArn: string, sessionName: string, machineArn: string) => ClientCredentials;
  readonly clock: Clock;
}

/** Makes the calls of Task states, in the role of the state machine, through real SDK clients. */
export type TaskCaller = Pick<TaskPort, 'problems' | 'request' | 'completion'> & {
  /** Why the resource cannot be called here; undefined when it can. */
  unsupported(resource: TaskResource): string | undefined;
};

type Registry = ReadonlyMap<string, Integration>;

export function createTaskCaller(options: TaskCallerOptions): TaskCaller {
  const registry = registryOf(integrations);
  const { optimized, sdk } = createCallers(options);

  async function answer(call: TaskCall): Promise<Json> {
    const { resource } = call;
    refuse(resource);
    if (resource.kind === 'lambda') return invokeFunction(resource.arn, call, optimized(call, lambda));
    if (resource.kind === 'activity') throw new StatesError('States.Runtime', 'activities are not called but polled');
    const { service, action } = resource;
    if (service.startsWith(SDK_PREFIX)) return (await sdk(call, service, action).send(action, call.parameters)).result;
    const integration = known(registry, service);
    return integration.request(action, call, optimized(call, integration));
  }

  return {
    unsupported,
    problems: (call) => problemsOfCall(registry, call),
    async request(call) {
      const result = await answer(call).catch((error: unknown) => named(error, call));
      if (exceedsPayloadLimit(JSON.stringify(result))) throw resultTooLarge(call.resource);
      return result;
    },
    completion(call, submitted) {
      const integration = known(registry, call.resource.kind === 'integration' ? call.resource.service : '');
      if (!integration.completion) throw new StatesError('States.Runtime', `${integration.service} has no .sync`);
      return integration.completion(call, submitted, optimized(call, integration));
    },
  };
}

/** The ways a call leaves, in the role of its state machine: of an optimized integration, or of the AWS SDK as it is. */
function createCallers({ clients, credentials, clock }: TaskCallerOptions) {
  const caller = (call: TaskCall, to: Pick<SendOptions, 'packageName' | 'dates' | 'failed'>): Caller => ({
    clock,
    send: (action, parameters, signal = call.signal) =>
      sendCommand({ ...to, clients, action, parameters, signal, credentials: session(call, credentials) }),
  });
  return {
    optimized: (call: TaskCall, { packageName, names }: Integration) =>
      caller(call, { packageName, dates: 'epoch', failed: (failure) => optimizedError(names, failure) }),
    sdk: (call: TaskCall, service: string, action: string) =>
      caller(call, {
        packageName: packageOf(service.slice(SDK_PREFIX.length)),
        dates: 'iso',
        failed: (failure, serviceId) => sdkError(serviceId, action, failure),
      }),
  };
}

function problemsOfCall(registry: Registry, { resource, parameters }: TaskCall): readonly string[] {
  if (resource.kind !== 'integration') return [];
  const reason = unsupported(resource);
  if (reason !== undefined) return [reason];
  const { service, action } = resource;
  const packageName = registry.get(service)?.packageName ?? packageOf(service.slice(SDK_PREFIX.length));
  return problemsOf(packageName, action, parameters);
}

function session(call: TaskCall, credentials: TaskCallerOptions['credentials']): ClientCredentials {
  try {
    return credentials(call.roleArn, machineNameOf(call.executionArn), stateMachineArnOf(call.executionArn));
  } catch (error) {
    throw new StatesError('States.Permissions', error instanceof Error ? error.message : String(error));
  }
}

/** Whoever reads an answer does not know whose it is. */
function named(error: unknown, { resource }: TaskCall): never {
  throw error instanceof DataLimitExceeded ? resultTooLarge(resource) : error;
}

function refuse(resource: TaskResource): void {
  const reason = unsupported(resource);
  if (reason !== undefined) throw new StatesError('States.Runtime', reason);
}

function known(registry: Registry, service: string): Integration {
  const integration = registry.get(service);
  if (!integration) throw new StatesError('States.Runtime', `no integration ${service}`);
  return integration;
}
