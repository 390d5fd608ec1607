import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '@safelight/asl/json';
import { parseMachineArn } from '#services/states/arns.ts';
import type { StatesContext } from '#services/states/context.ts';
import { machineMissing } from '#services/states/errors.ts';
import { optionalText, text } from '#services/states/input.ts';
import type { Alias, Machine, Revision } from '#services/states/machines/machine.ts';
import { versionArn } from '#services/states/machines/versions.ts';
import { checkName } from '#services/states/names.ts';
import { readInput } from '#services/states/payload.ts';

/** What StartExecution and StartSyncExecution ask for, checked. */
export interface StartRequest {
  readonly machine: Machine;
  readonly revision: Revision;
  readonly versionArn?: string;
  readonly aliasArn?: string;
  readonly name: string;
  /** Whether the caller chose the name. */
  readonly isNamed: boolean;
  readonly input: { readonly text: string; readonly value: Json };
  readonly traceHeader?: string;
}

/** @param header of the HTTP request, which is preferred. https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export function readStart(context: StatesContext, input: JsonObject, header?: string): StartRequest {
  const target = findTarget(context, text(input, 'stateMachineArn', { min: 1 }));
  const given = optionalText(input, 'name');
  const inBody = optionalText(input, 'traceHeader', { max: 256 });
  const traceHeader = header ?? inBody;
  return {
    ...target,
    name: given === undefined ? context.ids.uuid() : checkName(given),
    isNamed: given !== undefined,
    input: readInput(input),
    ...(traceHeader !== undefined && { traceHeader }),
  };
}

type Target = Pick<StartRequest, 'machine' | 'revision' | 'versionArn' | 'aliasArn'>;

/** The current revision, a version's, or the one of an alias's versions that the weights choose. */
export function findTarget(context: StatesContext, arn: string): Target {
  const machine = context.machines.active(arn);
  const { version, alias: aliasName } = parseMachineArn(arn);
  if (version !== undefined) return versionTarget(machine, version, arn);
  if (aliasName === undefined) return { machine, revision: machine.current };
  const alias = machine.aliases.find(({ name }) => name === aliasName);
  if (!alias) throw machineMissing(arn);
  return { ...versionTarget(machine, chooseVersion(alias, context.random.next()), arn), aliasArn: arn };
}

function versionTarget(machine: Machine, number: number, arn: string): Target {
  const version = machine.versions.find((candidate) => candidate.number === number);
  if (!version) throw machineMissing(arn);
  return { machine, revision: version.revision, versionArn: versionArn(machine, version) };
}

function chooseVersion({ routes }: Alias, random: number): number {
  const [first, second] = routes;
  if (!first) throw new Error('an alias has a route');
  return second && random * 100 >= first.weight ? second.version : first.version;
}

/** The same input, however it is spaced. */
export const sameInput = (one: string, other: string): boolean => digest(one) === digest(other);

const digest = (input: string) =>
  createHash('sha256')
    .update(JSON.stringify(JSON.parse(input)))
    .digest('hex');
