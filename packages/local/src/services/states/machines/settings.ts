import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { StatesContext } from '#services/states/context.ts';
import { validationError } from '#services/states/errors.ts';
import { optionalText, structure, text } from '#services/states/input.ts';
import { checkDefinition } from '#services/states/machines/definition.ts';
import type { Machine, MachineType, Revision } from '#services/states/machines/machine.ts';

const LARGEST_DEFINITION = 1024 * 1024;
const ROLE = /^arn:[^:]+:iam::\d{12}:role\/.+$/;
const LEVELS = ['ALL', 'ERROR', 'FATAL', 'OFF'];

type Surroundings = Pick<StatesContext, 'hasLogGroup'>;

/** What CreateStateMachine and UpdateStateMachine set, checked; members that are not given are not there. */
export type Settings = Partial<Omit<Revision, 'revisionId' | 'isInitial'>>;

export async function readSettings(
  { hasLogGroup }: Surroundings,
  input: JsonObject,
  type: MachineType,
  existing: Machine | undefined,
): Promise<Settings> {
  const definition = optionalText(input, 'definition', { min: 1, max: LARGEST_DEFINITION });
  if (definition !== undefined && !isKnown(existing, definition, type)) await checkDefinition(definition, type);
  const roleArn = optionalText(input, 'roleArn', { min: 1, max: 256 });
  if (roleArn !== undefined && !ROLE.test(roleArn)) {
    throw new AwsError('InvalidArn', `Invalid Role Arn: '${roleArn}'`);
  }
  const settings = {
    definition,
    roleArn,
    loggingConfiguration: readLogging(input, hasLogGroup),
    tracingConfiguration: structure(input, 'tracingConfiguration'),
    encryptionConfiguration: structure(input, 'encryptionConfiguration'),
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

/** What a machine has was checked when it came to it: every start hands the same in again. */
export const isKnown = (existing: Machine | undefined, definition: string, type: MachineType): boolean =>
  type === existing?.type && definition === existing.current.definition;

function readLogging(input: JsonObject, hasLogGroup: Surroundings['hasLogGroup']): JsonObject | undefined {
  const logging = structure(input, 'loggingConfiguration');
  if (!logging) return undefined;
  const level = logging.level ?? 'OFF';
  if (typeof level !== 'string' || !LEVELS.includes(level)) {
    throw validationError(
      `1 validation error detected: Value '${String(level)}' at 'loggingConfiguration.level' failed to satisfy constraint: Member must satisfy enum value set: [${LEVELS.join(', ')}]`,
    );
  }
  const destinations = destinationsOf(logging);
  if (level !== 'OFF' && destinations.length !== 1) throw invalidLogging('Must specify exactly one Log Destination.');
  if (!destinations.every((destination) => hasLogGroup(logGroupIn(destination) ?? ''))) {
    throw invalidLogging('Log Destination not found.');
  }
  return logging;
}

const destinationsOf = ({ destinations }: JsonObject): readonly Json[] =>
  Array.isArray(destinations) ? destinations : [];

const invalidLogging = (why: string) =>
  new AwsError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${why}`);

/** Where a machine logs to: the ARN of a log group, without the `:*` that CloudFormation gives. */
export const logGroupOf = ({ loggingConfiguration = {} }: Revision): string | undefined =>
  logGroupIn(destinationsOf(loggingConfiguration)[0]);

function logGroupIn(first: Json | undefined): string | undefined {
  const group = isJsonObject(first) && isJsonObject(first.cloudWatchLogsLogGroup) ? first.cloudWatchLogsLogGroup : {};
  return typeof group.logGroupArn === 'string' ? group.logGroupArn.replace(/:\*$/, '') : undefined;
}

export const requiredSettings = (input: JsonObject) => ({
  definition: text(input, 'definition', { min: 1 }),
  roleArn: text(input, 'roleArn', { min: 1 }),
});
