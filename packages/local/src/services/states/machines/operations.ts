import { reloadDefinition } from '@safelight/asl/definition/load';
import { findingReferences } from '@safelight/asl/definition/variable-references';
import type { JsonObject } from '@safelight/asl/json';
import { inTurns } from '@safelight/asl/language/turns';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { parseMachineArn } from '#services/states/arns.ts';
import type { StatesContext } from '#services/states/context.ts';
import { machineMissing } from '#services/states/errors.ts';
import { oneOf, text } from '#services/states/input.ts';
import { type Revision, seconds } from '#services/states/machines/machine.ts';
import { createMachine, deleteMachine, updateMachine } from '#services/states/machines/machines.ts';
import { versionArn } from '#services/states/machines/versions.ts';
import { onAll, onMember, resourceOf } from '#services/states/operation.ts';
import { page, withToken } from '#services/states/paging.ts';

export function machineOperations(context: StatesContext): Unlisted {
  return {
    CreateStateMachine: {
      access: (input) => [
        { action: 'states:CreateStateMachine', resource: context.arns.machine(resourceOf(input.name)) },
      ],
      async run(input) {
        const { machine, versionArn: published } = await createMachine(context, input);
        return {
          stateMachineArn: machine.arn,
          creationDate: seconds(machine.creationDate),
          ...(published !== undefined && { stateMachineVersionArn: published }),
        };
      },
    },
    UpdateStateMachine: {
      access: onMember('UpdateStateMachine', 'stateMachineArn'),
      async run(input) {
        const { machine, versionArn: published } = await updateMachine(context, input);
        return {
          updateDate: seconds(machine.updateDate),
          ...(!machine.current.isInitial && { revisionId: machine.current.revisionId }),
          ...(published !== undefined && { stateMachineVersionArn: published }),
        };
      },
    },
    DeleteStateMachine: {
      access: onMember('DeleteStateMachine', 'stateMachineArn'),
      run(input) {
        const arn = text(input, 'stateMachineArn', { min: 1 });
        deleteMachine(context, parseMachineArn(arn).machineArn);
        return {};
      },
    },
    DescribeStateMachine: {
      access: onMember('DescribeStateMachine', 'stateMachineArn'),
      run: (input) => describeMachine(context, input),
    },
    ListStateMachines: {
      access: onAll('ListStateMachines'),
      run(input) {
        const found = page(context.machines.list(), input);
        const stateMachines = found.items.map(({ arn, name, type, creationDate }) => ({
          stateMachineArn: arn,
          name,
          type,
          creationDate: seconds(creationDate),
        }));
        return withToken({ stateMachines }, found);
      },
    },
  };
}

async function describeMachine(context: StatesContext, input: JsonObject): Promise<object> {
  const arn = text(input, 'stateMachineArn', { min: 1 });
  const included = oneOf(input, 'includedData', ['ALL_DATA', 'METADATA_ONLY']) ?? 'ALL_DATA';
  const machine = context.machines.get(arn);
  const { version: number, alias } = parseMachineArn(arn);
  if (alias !== undefined) throw machineMissing(arn);
  const version = machine.versions.find((candidate) => candidate.number === number);
  if (number !== undefined && !version) throw machineMissing(arn);
  const { name, type, status } = machine;
  return {
    stateMachineArn: version ? versionArn(machine, version) : machine.arn,
    name,
    status,
    type,
    creationDate: seconds(version?.creationDate ?? machine.creationDate),
    ...(version?.description !== undefined && { description: version.description }),
    ...(await describeRevision(version?.revision ?? machine.current, included)),
  };
}

/** What DescribeStateMachine and DescribeStateMachineForExecution tell of a revision; its metadata needs no look at the definition. */
export async function describeRevision(
  revision: Revision,
  included: 'ALL_DATA' | 'METADATA_ONLY' = 'ALL_DATA',
): Promise<object> {
  const { encryptionConfiguration = { type: 'AWS_OWNED_KEY' }, revisionId, isInitial, ...rest } = revision;
  return {
    ...rest,
    ...(included === 'ALL_DATA' ? await referencesOf(revision) : { definition: '{}' }),
    ...(!isInitial && { revisionId }),
    loggingConfiguration: rest.loggingConfiguration ?? { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: rest.tracingConfiguration ?? { enabled: false },
    encryptionConfiguration,
  };
}

async function referencesOf({ definition }: Revision): Promise<object> {
  const references = await inTurns(findingReferences(reloadDefinition(definition)));
  return Object.keys(references).length === 0 ? {} : { variableReferences: references };
}
