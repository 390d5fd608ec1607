import { OPTIMIZED_SERVICES } from '#asl/definition/optimized.ts';
import type { TaskPattern, TaskResource } from '#asl/ports.ts';

const ACTIVITY = /^arn:[^:]+:states:[^:]*:[^:]*:activity:.+$/;
const LAMBDA = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:.+$/;
const SDK =
  /^arn:[^:]+:states:[^:]*:[^:]*:aws-sdk:(?<service>[a-z0-9]+):(?<action>[a-z][A-Za-z0-9]*)(?:\.(?<pattern>.+))?$/;
const OPTIMIZED = /^arn:[^:]+:states:[^:]*:[^:]*:(?<service>[a-z-]+):(?<action>[A-Za-z0-9]+)(?:\.(?<pattern>.+))?$/;
const PATTERNS: Readonly<Record<string, TaskPattern>> = {
  sync: 'sync',
  'sync:2': 'sync:2',
  waitForTaskToken: 'waitForTaskToken',
};

/** Takes a Task state's `Resource` apart; undefined for what AWS would not recognize. */
export function parseResource(arn: string): TaskResource | undefined {
  if (ACTIVITY.test(arn)) return { kind: 'activity', arn };
  if (LAMBDA.test(arn)) return { kind: 'lambda', arn };
  return integration(arn, SDK, 'aws-sdk:') ?? integration(arn, OPTIMIZED, '');
}

function integration(arn: string, form: RegExp, prefix: 'aws-sdk:' | ''): TaskResource | undefined {
  const { service = '', action = '', pattern: suffix } = form.exec(arn)?.groups ?? {};
  const pattern = suffix === undefined ? 'requestResponse' : PATTERNS[suffix];
  if (service === '' || !pattern || !isOffered(prefix, service, action, pattern)) return undefined;
  return { kind: 'integration', arn, service: `${prefix}${service}`, action, pattern };
}

function isOffered(prefix: 'aws-sdk:' | '', service: string, action: string, pattern: TaskPattern): boolean {
  if (prefix !== '') return pattern === 'requestResponse' || pattern === 'waitForTaskToken';
  const offered = Object.hasOwn(OPTIMIZED_SERVICES, service) ? OPTIMIZED_SERVICES[service] : undefined;
  if (!offered?.patterns.includes(pattern)) return false;
  return !offered.actions || Object.hasOwn(offered.actions, action);
}

/** The parameters without which the integration cannot be called. */
export function requiredParameters(resource: TaskResource): readonly string[] {
  if (resource.kind !== 'integration') return [];
  return OPTIMIZED_SERVICES[resource.service]?.actions?.[resource.action] ?? [];
}
