import type { TaskResource } from '@safelight/asl/ports';
import { integrations, registryOf } from './registry.ts';
import { refuseSdkAction } from './sdk/sdk-services.ts';

export const SDK_PREFIX = 'aws-sdk:';

const registry = registryOf(integrations);

/**
 * Why a Task's `Resource` cannot be called here; undefined when it can.
 * For loading: a definition that names such a resource is refused, not run until it reaches the state.
 */
export function unsupported(resource: TaskResource): string | undefined {
  if (resource.kind !== 'integration') return undefined;
  const { service, action, pattern } = resource;
  if (service.startsWith(SDK_PREFIX)) {
    if (pattern.startsWith('sync')) return `${service}:${action}: AWS SDK integrations have no .${pattern}`;
    return refuseSdkAction(service.slice(SDK_PREFIX.length), action);
  }
  const integration = registry.get(service);
  if (!integration) return `${service}:${action}: this integration is not supported locally; there are ${known()}`;
  const patterns = integration.actions[action];
  if (!patterns) return `${service}:${action}: ${service} has ${Object.keys(integration.actions).join(', ')}`;
  if (!patterns.includes(pattern)) return `${service}:${action}.${pattern}: ${action} has ${patterns.join(', ')}`;
  return undefined;
}

const known = (): string => [...registry.keys(), 'any aws-sdk:service:action of an installed client'].join(', ');
