import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@safelight/asl/json';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { parseMachineArn } from '#services/states/arns.ts';
import type { StatesContext } from '#services/states/context.ts';
import { conflict, machineDeleting, quotaExceeded, resourceMissing, validationError } from '#services/states/errors.ts';
import { list, optionalText, text, wholeNumber } from '#services/states/input.ts';
import { type Alias, type Machine, type Route, seconds } from '#services/states/machines/machine.ts';
import { versionArn } from '#services/states/machines/versions.ts';
import { checkAliasName } from '#services/states/names.ts';
import { onMember, resourceOf } from '#services/states/operation.ts';
import { page, withToken } from '#services/states/paging.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-alias.html */

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MOST_ALIASES = 100;

const aliasArn = (machine: Machine, { name }: Pick<Alias, 'name'>) => `${machine.arn}:${name}`;

export function aliasOperations(context: StatesContext): Unlisted {
  return {
    CreateStateMachineAlias: {
      access: (input) => [{ action: 'states:CreateStateMachineAlias', resource: machineOfRoutes(input) }],
      run: (input) => createAlias(context, input),
    },
    UpdateStateMachineAlias: {
      access: onMember('UpdateStateMachineAlias', 'stateMachineAliasArn'),
      run: (input) => updateAlias(context, input),
    },
    DescribeStateMachineAlias: {
      access: onMember('DescribeStateMachineAlias', 'stateMachineAliasArn'),
      run(input) {
        const { machine, alias } = findAlias(context, text(input, 'stateMachineAliasArn', { min: 1 }));
        return describe(machine, alias);
      },
    },
    DeleteStateMachineAlias: {
      access: onMember('DeleteStateMachineAlias', 'stateMachineAliasArn'),
      run(input) {
        const { machine, alias } = findAlias(context, text(input, 'stateMachineAliasArn', { min: 1 }));
        context.machines.put({ ...machine, aliases: machine.aliases.filter((other) => other !== alias) });
        return {};
      },
    },
    ListStateMachineAliases: {
      access: onMember('ListStateMachineAliases', 'stateMachineArn'),
      run: (input) => listAliases(context, input),
    },
  };
}

const describe = (machine: Machine, alias: Alias) => ({
  stateMachineAliasArn: aliasArn(machine, alias),
  name: alias.name,
  ...(alias.description !== undefined && { description: alias.description }),
  routingConfiguration: alias.routes.map(({ version, weight }) => ({
    stateMachineVersionArn: versionArn(machine, { number: version }),
    weight,
  })),
  creationDate: seconds(alias.creationDate),
  updateDate: seconds(alias.updateDate),
});

function createAlias(context: StatesContext, input: JsonObject): object {
  const name = checkAliasName(text(input, 'name', { min: 1 }));
  const description = optionalText(input, 'description', { max: 256 });
  const { machine, routes } = readRoutes(context, input);
  const existing = machine.aliases.find((other) => other.name === name);
  const answer = (alias: Alias) => ({
    stateMachineAliasArn: aliasArn(machine, alias),
    creationDate: seconds(alias.creationDate),
  });
  if (existing) {
    const same = existing.description === description && isDeepStrictEqual(existing.routes, routes);
    if (same) return answer(existing);
    throw conflict(
      'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
    );
  }
  if (machine.aliases.length >= MOST_ALIASES) throw quotaExceeded('aliases', MOST_ALIASES);
  const now = context.clock.now();
  const alias = { name, routes, creationDate: now, updateDate: now, ...(description !== undefined && { description }) };
  context.machines.put({ ...machine, aliases: [...machine.aliases, alias] });
  return answer(alias);
}

function updateAlias(context: StatesContext, input: JsonObject): object {
  const { machine, alias } = findAlias(context, text(input, 'stateMachineAliasArn', { min: 1 }));
  const description = optionalText(input, 'description', { max: 256 });
  if (machine.status === 'DELETING') throw machineDeleting(machine.arn);
  const routes = input.routingConfiguration === undefined ? undefined : readRoutes(context, input, machine).routes;
  if (description === undefined && routes === undefined) {
    throw validationError('Either a description or a routing configuration must be specified');
  }
  const updateDate = context.clock.now();
  const changed = {
    ...alias,
    updateDate,
    ...(description !== undefined && { description }),
    ...(routes && { routes }),
  };
  context.machines.put({
    ...machine,
    aliases: machine.aliases.map((other) => (other === alias ? changed : other)),
  });
  return { updateDate: seconds(updateDate) };
}

function findAlias(context: StatesContext, arn: string): { readonly machine: Machine; readonly alias: Alias } {
  const { machineArn, alias: name } = parseMachineArn(arn);
  const machine = context.machines.find(machineArn);
  const alias = machine?.aliases.find((other) => other.name === name);
  if (!machine || !alias) throw resourceMissing(arn);
  return { machine, alias };
}

function listAliases(context: StatesContext, input: JsonObject): object {
  const arn = text(input, 'stateMachineArn', { min: 1 });
  const machine = context.machines.get(arn);
  const { version } = parseMachineArn(arn);
  const chosen = machine.aliases.filter(
    ({ routes }) => version === undefined || routes.some((route) => route.version === version),
  );
  const found = page(chosen, input);
  const stateMachineAliases = found.items.map((alias) => ({
    stateMachineAliasArn: aliasArn(machine, alias),
    creationDate: seconds(alias.creationDate),
  }));
  return withToken({ stateMachineAliases }, found);
}

/** One or two versions of the same machine, whose weights add up to 100. */
function readRoutes(
  context: StatesContext,
  input: JsonObject,
  owner?: Machine,
): { readonly machine: Machine; readonly routes: Route[] } {
  const entries = list(input, 'routingConfiguration') ?? [];
  const routes = entries.map((entry) => {
    const arn = text(entry, 'stateMachineVersionArn', { min: 1 });
    const { machineArn, version } = parseMachineArn(arn);
    const known = context.machines.find(machineArn)?.versions.some(({ number }) => number === version);
    if (version === undefined || !known) throw resourceMissing(arn);
    return { machineArn, version, weight: wholeNumber(entry, 'weight', 0, 100) ?? 0 };
  });
  const [first, second] = routes;
  if (!first || routes.length > 2) throw validationError('A routing configuration has one or two versions');
  if (routes.reduce((sum, { weight }) => sum + weight, 0) !== 100) {
    throw validationError('Sum of routing configuration weights must equal 100');
  }
  if (second && (second.machineArn !== first.machineArn || second.version === first.version)) {
    throw validationError('The versions of a routing configuration must be different ones of the same state machine');
  }
  if (owner && owner.arn !== first.machineArn) {
    throw validationError('The versions of an alias must be of its own state machine');
  }
  const machine = context.machines.active(first.machineArn);
  return { machine, routes: routes.map(({ version, weight }) => ({ version, weight })) };
}

function machineOfRoutes(input: JsonObject): string {
  const [first] = Array.isArray(input.routingConfiguration) ? input.routingConfiguration : [];
  const arn = resourceOf(first?.stateMachineVersionArn);
  return arn.replace(/:\d+$/, '');
}
