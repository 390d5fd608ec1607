import { type Check, type Checker, inField, type Place } from '#asl/definition/check/checker.ts';
import { expectString } from '#asl/definition/check/scalar.ts';
import { checkJsonataText } from '#asl/definition/check/template.ts';
import type { RequiredParameter } from '#asl/definition/optimized.ts';
import { recognizeResource, requiredParameters } from '#asl/definition/resource.ts';
import { isJsonObject, type JsonObject } from '#asl/json.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */

const READERS = /^arn:[^:]+:states:::s3:(?:getObject|listObjectsV2)$/;
const WRITERS = /^arn:[^:]+:states:::s3:putObject$/;

export const checkResource: Check<'resource'> = (checker, value, place) => {
  if (!expectString(checker, value, place)) return;
  if (place.path.endsWith('/ItemReader/Resource')) return checkStorage(checker, value, place, READERS);
  if (place.path.endsWith('/ResultWriter/Resource')) return checkStorage(checker, value, place, WRITERS);
  if (!value.startsWith('arn:')) return checker.report('Value is not a valid resource ARN', place);
  const resource = recognizeResource(value);
  if (!resource) return checker.report(unrecognized(value), place);
  if (checker.express) checkExpress(checker, resource, place);
};

const unrecognized = (arn: string) =>
  `The resource provided ${arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;

function checkStorage(checker: Checker, value: string, place: Place, allowed: RegExp): void {
  if (!allowed.test(value)) checker.report("The field 'Resource' does not match any of the allowed values", place);
}

function checkExpress(
  checker: Checker,
  resource: NonNullable<ReturnType<typeof recognizeResource>>,
  place: Place,
): void {
  if (resource.kind === 'activity') checker.report('Express state machine does not support Activity ARN', place);
  if (resource.kind !== 'integration' || resource.pattern === 'requestResponse') return;
  // The space at the end of one of them is AWS's.
  const pattern =
    resource.pattern === 'waitForTaskToken'
      ? "'.waitForTaskToken' service integration "
      : "'.sync' service integration";
  checker.report(`Express state machine does not support ${pattern}`, place);
}

export const checkCredentials: Check<'credentials'> = (checker, value, place) => {
  if (typeof value === 'string' && place.language === 'JSONata') return checkJsonataText(checker, value, place);
  if (!isJsonObject(value)) return checker.report('Expected value of type Object', place);
  const names = place.language === 'JSONata' ? ['RoleArn'] : ['RoleArn', 'RoleArn.$'];
  if (!names.some((name) => value[name] !== undefined)) {
    return checker.report("The field 'RoleArn' is required but was missing", place);
  }
  checker.value({ is: 'template', accepts: ['object'] }, value, place);
};

/** What concerns several fields of a Task state at once. */
export function checkTask(checker: Checker, state: Readonly<Record<string, unknown>>, place: Place): void {
  const resource = typeof state.Resource === 'string' ? recognizeResource(state.Resource) : undefined;
  if (resource?.kind === 'activity' && state.Credentials !== undefined) {
    checker.report("The field 'Credentials' is not supported for activities", inField(place, 'Credentials'));
  }
  const { TimeoutSeconds, HeartbeatSeconds } = state;
  if (
    typeof TimeoutSeconds === 'number' &&
    typeof HeartbeatSeconds === 'number' &&
    HeartbeatSeconds >= TimeoutSeconds
  ) {
    checker.report('HeartbeatSeconds must be smaller than TimeoutSeconds', inField(place, 'HeartbeatSeconds'));
  }
  const field = place.language === 'JSONata' ? 'Arguments' : 'Parameters';
  const parameters = state[field];
  if (!resource || !isJsonObject(parameters)) return;
  for (const required of requiredParameters(resource)) {
    const problem = missing(required, parameters);
    if (problem !== undefined) checker.report(problem, inField(place, field));
  }
}

function missing(required: RequiredParameter, parameters: JsonObject): string | undefined {
  const isGiven = (name: string) => parameters[name] !== undefined || parameters[`${name}.$`] !== undefined;
  if (typeof required === 'string')
    return isGiven(required) ? undefined : `The field '${required}' is required but was missing`;
  const found = required.filter(isGiven).length;
  if (found === 1) return undefined;
  const names = `of the following fields: [${required.join(', ')}]`;
  return found === 0 ? `This object should have only one ${names}` : `There should only be one ${names}`;
}
