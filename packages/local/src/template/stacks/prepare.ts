import type { Principal } from '#gateway/service.ts';
import { exportsOf } from '#services/cloudformation/store/exports.ts';
import type { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import type { Wanted } from '#services/cloudformation/store/records.ts';
import { readBody } from '#template/body.ts';
import { checkTemplate } from '#template/compiled-template.ts';
import { resolveParameters } from '#template/parameters.ts';
import type { Provisioned } from '#template/resource-type.ts';
import { createStackScope } from '#template/stack-scope.ts';
import type { Deployment, Workshop } from '#template/stacks/workshop.ts';

/** Reads what a stack shall become. Rejects with a TemplateError. */
export async function prepare(
  stack: LiveStack,
  wanted: Wanted,
  how: Pick<Deployment, 'purpose' | 'principal'>,
  workshop: Workshop,
): Promise<Deployment> {
  const { name: stackName, id: stackId } = stack.record;
  const template = checkTemplate(await readBody(wanted.template), stackName);
  const given = Object.fromEntries(wanted.parameters.map(({ key, value }) => [key, value]));
  const provisioned = new Map<string, Provisioned>();
  const imports = new Set<string>();
  const scope = createStackScope({
    ...{ template, place: workshop.place, stackName, stackId, provisioned },
    parameters: resolveParameters(template, given),
    imported(name) {
      imports.add(name);
      return exportsOf(workshop.store.all()).get(name)?.value;
    },
  });
  return { ...how, ...{ stack, template, scope, provisioned, imports, tags: wanted.tags } };
}

/** In whose name resources are made. */
export const principalOf = ({ roleArn }: Wanted, caller: Principal): Principal =>
  roleArn === undefined ? caller : { kind: 'role', roleArn, sessionName: 'AWSCloudFormation' };
