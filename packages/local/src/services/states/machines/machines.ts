import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { StatesContext } from '#services/states/context.ts';
import { machineDeleting, machineExists, validationError } from '#services/states/errors.ts';
import { flag, oneOf, optionalText, text } from '#services/states/input.ts';
import type { Machine, Revision } from '#services/states/machines/machine.ts';
import { checkResources } from '#services/states/machines/resources.ts';
import { isKnown, readSettings, requiredSettings, type Settings } from '#services/states/machines/settings.ts';
import { publish, publishedVersion, versionArn } from '#services/states/machines/versions.ts';
import { checkName } from '#services/states/names.ts';
import { readTags } from '#services/states/tags.ts';

/** Creating, changing and deleting state machines. */

interface Changed {
  readonly machine: Machine;
  /** Of the version that was published with the change. */
  readonly versionArn?: string;
}

/** What CreateStateMachine asks for, checked as far as it goes without what may be called here. */
export async function readCreate(
  context: Pick<StatesContext, 'hasLogGroup'>,
  input: JsonObject,
  existingOf: (name: string) => Machine | undefined,
) {
  const name = checkName(text(input, 'name', { min: 1 }));
  const existing = existingOf(name);
  const type = oneOf(input, 'type', ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
  const settings = { ...(await readSettings(context, input, type, existing)), ...requiredSettings(input) };
  return { name, type, settings, publishes: readPublish(input) };
}

export async function createMachine(context: StatesContext, input: JsonObject): Promise<Changed> {
  const existingOf = (name: string) => context.machines.find(context.arns.machine(name));
  const { name, type, settings, publishes } = await readCreate(context, input, existingOf);
  // Somebody else may have made it meanwhile.
  const existing = existingOf(name);
  if (!isKnown(existing, settings.definition, type)) checkResources(context, settings.definition);
  if (existing) return repeatedCreate(existing, { type, settings, publishes });
  const [arn, now] = [context.arns.machine(name), context.clock.now()];
  const created = context.machines.put({
    arn,
    name,
    type,
    status: 'ACTIVE',
    creationDate: now,
    updateDate: now,
    current: { revisionId: context.ids.uuid(), isInitial: true, ...settings },
    versions: [],
    lastVersion: 0,
    aliases: [],
    tags: readTags(input, arn),
  });
  return publishes ? publish(context, created, publishes.description) : { machine: created };
}

type Wanted = Omit<Awaited<ReturnType<typeof readCreate>>, 'name'>;

/** The same again is no error; role and tags are not compared, and stay as they are. */
function repeatedCreate(existing: Machine, { type, settings, publishes }: Wanted): Changed {
  if (existing.status === 'DELETING') throw machineDeleting(existing.arn);
  const version = publishes && publishedVersion(existing);
  const same =
    type === existing.type &&
    isDeepStrictEqual(compared(existing.current), compared(settings)) &&
    (!publishes || (version && version.description === publishes.description));
  if (!same) throw machineExists(existing.arn);
  return { machine: existing, ...(version && { versionArn: versionArn(existing, version) }) };
}

const compared = ({ definition, ...settings }: Settings) => [
  definition,
  settings.loggingConfiguration,
  settings.tracingConfiguration,
  settings.encryptionConfiguration,
];

export async function updateMachine(context: StatesContext, input: JsonObject): Promise<Changed> {
  const arn = text(input, 'stateMachineArn', { min: 1 });
  const known = context.machines.active(arn);
  const settings = await readSettings(context, input, known.type, known);
  // Somebody else may have changed it meanwhile.
  const existing = context.machines.active(arn);
  const { definition } = settings;
  if (definition !== undefined && !isKnown(existing, definition, existing.type)) checkResources(context, definition);
  const publishes = readPublish(input);
  if (Object.keys(settings).length === 0) {
    throw new AwsError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, the TracingConfiguration or the EncryptionConfiguration must be specified',
    );
  }
  const current: Revision = { ...existing.current, ...settings };
  const isChanged = !isDeepStrictEqual(current, existing.current);
  const { isInitial: _, ...changed } = current;
  const machine = context.machines.put({
    ...existing,
    updateDate: context.clock.now(),
    current: isChanged ? { ...changed, revisionId: context.ids.uuid() } : existing.current,
  });
  return publishes ? publish(context, machine, publishes.description) : { machine };
}

/** A machine whose executions still run is deleted when the last one has ended. */
export function deleteMachine(context: StatesContext, arn: string): void {
  const machine = context.machines.find(arn);
  if (!machine) return;
  if (!context.executions.isRunning(arn)) context.machines.remove(machine);
  else context.machines.put({ ...machine, status: 'DELETING' });
}

function readPublish(input: JsonObject): { readonly description?: string } | undefined {
  const description = optionalText(input, 'versionDescription', { max: 256 });
  if (flag(input, 'publish', false)) return description === undefined ? {} : { description };
  if (description !== undefined) throw validationError('Version description can only be set when publish is true');
  return undefined;
}
