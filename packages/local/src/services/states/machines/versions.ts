import type { JsonObject } from '@safelight/asl/json';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { parseMachineArn } from '#services/states/arns.ts';
import type { StatesContext } from '#services/states/context.ts';
import { conflict, quotaExceeded, validationError } from '#services/states/errors.ts';
import { optionalText, text } from '#services/states/input.ts';
import { type Machine, revisionName, seconds, type Version } from '#services/states/machines/machine.ts';
import { onMember } from '#services/states/operation.ts';
import { page, withToken } from '#services/states/paging.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-version.html */

export const versionArn = (machine: Machine, { number }: Pick<Version, 'number'>) => `${machine.arn}:${number}`;

/**
 * A machine has no more of them.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const MOST_VERSIONS = 1000;

/** The version that the current revision has been published as. */
export const publishedVersion = ({ versions, current }: Machine): Version | undefined =>
  versions.find(({ revision }) => revision.revisionId === current.revisionId);

/** Publishes the current revision; one that is a version already is not published twice, whatever its description. */
export function publish(
  context: StatesContext,
  machine: Machine,
  description?: string,
): { readonly machine: Machine; readonly versionArn: string; readonly version: Version } {
  const published = publishedVersion(machine);
  if (published) return { machine, versionArn: versionArn(machine, published), version: published };
  if (machine.versions.length >= MOST_VERSIONS) throw quotaExceeded('versions', MOST_VERSIONS);
  const version: Version = {
    number: machine.lastVersion + 1,
    creationDate: context.clock.now(),
    revision: machine.current,
    ...(description !== undefined && { description }),
  };
  const changed = context.machines.put({
    ...machine,
    lastVersion: version.number,
    versions: [...machine.versions, version],
  });
  return { machine: changed, versionArn: versionArn(changed, version), version };
}

export function versionOperations(context: StatesContext): Unlisted {
  return {
    PublishStateMachineVersion: {
      access: onMember('PublishStateMachineVersion', 'stateMachineArn'),
      run(input) {
        const machine = context.machines.active(text(input, 'stateMachineArn', { min: 1 }));
        checkRevision(machine, optionalText(input, 'revisionId'));
        const published = publish(context, machine, optionalText(input, 'description', { max: 256 }));
        const { creationDate } = published.version;
        return { creationDate: seconds(creationDate), stateMachineVersionArn: published.versionArn };
      },
    },
    ListStateMachineVersions: {
      access: onMember('ListStateMachineVersions', 'stateMachineArn'),
      run(input) {
        const machine = context.machines.get(text(input, 'stateMachineArn', { min: 1 }));
        const found = page(machine.versions.toReversed(), input);
        const stateMachineVersions = found.items.map((version) => ({
          stateMachineVersionArn: versionArn(machine, version),
          creationDate: seconds(version.creationDate),
        }));
        return withToken({ stateMachineVersions }, found);
      },
    },
    DeleteStateMachineVersion: {
      access: onMember('DeleteStateMachineVersion', 'stateMachineVersionArn'),
      run: (input) => deleteVersion(context, input),
    },
  };
}

function checkRevision(machine: Machine, wanted: string | undefined): void {
  const current = revisionName(machine.current);
  if (wanted === undefined || wanted === current) return;
  throw conflict(
    `Failed to publish the State Machine version for revision ${wanted}. The current State Machine revision is ${current}.`,
  );
}

function deleteVersion(context: StatesContext, input: JsonObject): object {
  const arn = text(input, 'stateMachineVersionArn', { min: 1 });
  const { machineArn, version } = parseMachineArn(arn);
  if (version === undefined) throw validationError(`The ARN '${arn}' is not that of a version`);
  const machine = context.machines.find(machineArn);
  if (!machine) return {};
  const used = machine.aliases.filter(({ routes }) => routes.some((route) => route.version === version));
  if (used.length > 0) {
    const names = used.map(({ name }) => name).join(', ');
    throw conflict(
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${names}]`,
    );
  }
  context.machines.put({ ...machine, versions: machine.versions.filter(({ number }) => number !== version) });
  return {};
}
