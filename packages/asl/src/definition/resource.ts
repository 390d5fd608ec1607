import { OPTIMIZED_SERVICES, type RequiredParameter } from '#asl/definition/optimized.ts';
import type { TaskPattern, TaskResource } from '#asl/ports.ts';
import { parseResource } from '#asl/tasks/resource.ts';

const SDK_PREFIX = 'aws-sdk:';

/** Takes a Task state's `Resource` apart; undefined for what AWS would not recognize. */
export function recognizeResource(arn: string): TaskResource | undefined {
  try {
    const resource = parseResource(arn);
    return isOffered(resource) ? resource : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isOffered(resource: TaskResource): boolean {
  if (resource.kind !== 'integration') return true;
  const { service, action, pattern } = resource;
  if (service.startsWith(SDK_PREFIX)) return isSdkCall(service.slice(SDK_PREFIX.length), action, pattern);
  const offered = Object.hasOwn(OPTIMIZED_SERVICES, service) ? OPTIMIZED_SERVICES[service] : undefined;
  if (!offered?.patterns.includes(pattern)) return false;
  return !offered.actions || Object.hasOwn(offered.actions, action);
}

/** Any service in lower case, any action in camel case; jobs are for optimized integrations. */
const isSdkCall = (service: string, action: string, pattern: TaskPattern) =>
  /^[a-z0-9]+$/.test(service) && /^[a-z][A-Za-z0-9]*$/.test(action) && !pattern.startsWith('sync');

/** The parameters without which the integration cannot be called. */
export function requiredParameters(resource: TaskResource): readonly RequiredParameter[] {
  if (resource.kind !== 'integration') return [];
  return OPTIMIZED_SERVICES[resource.service]?.actions?.[resource.action] ?? [];
}
