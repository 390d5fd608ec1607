import type { TaskPattern, TaskResource } from '../ports.ts';

const INTEGRATION = /^arn:[^:]+:states:[^:]*:[^:]*:(.+)$/;
const PATTERNS: ReadonlySet<string> = new Set<TaskPattern>(['sync', 'sync:2', 'waitForTaskToken']);
const isPattern = (text: string | undefined): text is TaskPattern => text !== undefined && PATTERNS.has(text);

/**
 * Takes a Task's `Resource` apart: a function, an activity, or an integration such as `aws-sdk:s3:getObject` or
 * `states:startExecution.sync:2`. Throws a SyntaxError.
 * https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
 */
export function parseResource(arn: string): TaskResource {
  const service = arn.split(':')[2];
  if (service === 'lambda') return { kind: 'lambda', arn };
  const rest = INTEGRATION.exec(arn)?.[1];
  if (rest === undefined) throw new SyntaxError(`Resource '${arn}' is no function, activity or integration`);
  if (rest.startsWith('activity:')) return { kind: 'activity', arn };
  const [path = '', pattern] = splitPattern(rest);
  const at = path.lastIndexOf(':');
  if (at <= 0 || (pattern !== undefined && !isPattern(pattern))) {
    throw new SyntaxError(`Resource '${arn}' names no integration`);
  }
  return {
    kind: 'integration',
    arn,
    service: path.slice(0, at),
    action: path.slice(at + 1),
    pattern: isPattern(pattern) ? pattern : 'requestResponse',
  };
}

/** Name that AWS gives a task in its causes: by its service, or by the ARN where that is the `Resource`. */
export const nameOf = (resource: TaskResource): string =>
  resource.kind === 'integration' ? resource.service : resource.arn;

function splitPattern(rest: string): [string, string | undefined] {
  const dot = rest.indexOf('.');
  return dot < 0 ? [rest, undefined] : [rest.slice(0, dot), rest.slice(dot + 1)];
}
