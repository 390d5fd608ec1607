import { AwsError } from '#gateway/aws-error.ts';
import type { FunctionSettings } from '#services/lambda/api/function-input.ts';
import { invalidParameter } from '#services/lambda/errors.ts';

/** Of the settings of a function, as https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html has them. */
const NAME = /^[a-zA-Z0-9-_]{1,64}$/;
const NAME_PATTERN = '[a-zA-Z0-9-_]+';
const ROLE_PATTERN = 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+';
const HANDLER_PATTERN = '[^\\s]+';
const LOG_GROUP_PATTERN = '[\\.\\-_/#A-Za-z0-9]+';
const RUNTIMES = ['nodejs24.x'];
const ENVIRONMENT_BYTES = 4096;

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_REGION|REGION|EXECUTION_ENV|LAMBDA_.*|ACCESS_KEY(_ID)?|SECRET_ACCESS_KEY|SESSION_TOKEN|XRAY_.*)|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;

/** Throws `ValidationException`, with all that is wrong, or `InvalidParameterValueException`. */
export function checkSettings(given: FunctionSettings, more: readonly (string | undefined)[] = []): void {
  const { Role, Handler, Timeout, MemorySize, Description, LoggingConfig = {} } = given;
  const violations = [
    ...more,
    matching('role', Role, ROLE_PATTERN),
    matching('handler', Handler, HANDLER_PATTERN),
    matching('loggingConfig.logGroup', LoggingConfig.LogGroup, LOG_GROUP_PATTERN),
    within('timeout', Timeout, 1, 900),
    within('memorySize', MemorySize, 128, 10_240),
    noLonger('handler', Handler, 128),
    noLonger('description', Description, 256),
  ].filter((one) => one !== undefined);
  if (violations.length > 0) throw validation(violations);
  checkRuntime(given.Runtime);
  checkEnvironment(given.Environment?.Variables ?? {});
}

export const checkName = (name: string | undefined): string | undefined => {
  if (name === undefined) return missing('functionName');
  if (name.length > 64) return noLonger('functionName', name, 64);
  return NAME.test(name) ? undefined : matching('functionName', name, NAME_PATTERN);
};

export const missing = (member: string): string =>
  `Value null at '${member}' failed to satisfy constraint: Member must not be null`;

function matching(member: string, value: string | undefined, pattern: string): string | undefined {
  if (value === undefined || new RegExp(`^(${pattern})$`).test(value)) return undefined;
  return `Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`;
}

function within(member: string, value: number | undefined, least: number, most: number): string | undefined {
  if (value === undefined || (value >= least && value <= most)) return undefined;
  const bound = value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  return `Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${bound}`;
}

function noLonger(member: string, value: string | undefined, most: number): string | undefined {
  if (value === undefined || value.length <= most) return undefined;
  return `Value '${value}' at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${most}`;
}

const validation = (found: readonly string[]) =>
  new AwsError(
    'ValidationException',
    `${found.length} validation error${found.length === 1 ? '' : 's'} detected: ${found.join('; ')}`,
  );

function checkRuntime(runtime: string | undefined): void {
  if (runtime === undefined || RUNTIMES.includes(runtime)) return;
  throw invalidParameter(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${RUNTIMES.join(', ')}] or be a valid ARN`,
  );
}

function checkEnvironment(variables: Readonly<Record<string, string>>): void {
  const refused =
    'Lambda was unable to configure your environment variables because the environment variables you have provided';
  const reserved = Object.keys(variables).filter((name) => RESERVED.test(name));
  if (reserved.length > 0)
    throw invalidParameter(
      `${refused} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  const text = JSON.stringify(variables);
  if (Buffer.byteLength(text) > ENVIRONMENT_BYTES)
    throw invalidParameter(`${refused} exceeded the 4KB limit. String measured: ${text}`);
}
