import type { JsonObject } from '@safelight/asl/json';
import type { ResourceRecord } from '#services/cloudformation/store/records.ts';
import type { ResourceDefinition } from '#template/compiled-template.ts';
import type { Resource } from '#template/resource-type.ts';
import { askRights } from '#template/stacks/checks/rights.ts';
import { refuseTaken } from '#template/stacks/checks/taken.ts';
import { differenceOf, sameThing } from '#template/stacks/difference.ts';
import { ResourceFailure, statusReason } from '#template/stacks/failure.ts';
import { nameOf, newSuffix } from '#template/stacks/names.ts';
import { apply, blank, propertiesOf, recorded, resourceOf } from '#template/stacks/resolve.ts';
import type { Deployment, Workshop } from '#template/stacks/workshop.ts';
import { TemplateError } from '#template/template-error.ts';

/** Creates, updates, replaces or leaves alone one resource. Rejects with a ResourceFailure, and has told of it. */
export async function makeResource(
  logicalId: string,
  definition: ResourceDefinition,
  deployment: Deployment,
  workshop: Workshop,
): Promise<void> {
  const { stack, purpose } = deployment;
  const known = stack.resource(logicalId);
  const suffix = known?.suffix ?? (purpose === 'start' ? '' : newSuffix(workshop.ids));
  const draft = { ...blank(logicalId, definition, suffix), updatedAt: workshop.clock.now() };
  const former = known && known.physicalId !== '' ? known : undefined;
  try {
    const properties = propertiesOf(definition, deployment);
    const made = former
      ? await update(draft, former, properties, deployment, workshop)
      : await create(draft, properties, known !== undefined, deployment, workshop);
    const { physicalId: ref, attributes } = made;
    deployment.provisioned.set(logicalId, { ref, attributes });
  } catch (error) {
    const status = former ? 'UPDATE_FAILED' : 'CREATE_FAILED';
    stack.turn(stack.resource(logicalId) ?? draft, status, statusReason(error, workshop.ids));
    throw new ResourceFailure(logicalId, definition.type, error);
  }
}

/** @param isResumed an earlier run has begun with it, so that it may be there */
async function create(
  draft: ResourceRecord,
  properties: JsonObject,
  isResumed: boolean,
  deployment: Deployment,
  workshop: Workshop,
): Promise<ResourceRecord> {
  const { stack } = deployment;
  const resource = resourceOf(draft, properties, deployment, workshop.registry);
  stack.turn({ ...draft, properties: resource.properties }, 'CREATE_IN_PROGRESS');
  const made = await makeNew(draft, resource, isResumed, deployment, workshop);
  stack.tellOf(made, 'CREATE_IN_PROGRESS', 'Resource creation Initiated');
  stack.turn(made, 'CREATE_COMPLETE');
  return made;
}

async function makeNew(
  draft: ResourceRecord,
  resource: Resource,
  isResumed: boolean,
  { purpose, principal }: Deployment,
  workshop: Workshop,
): Promise<ResourceRecord> {
  if (purpose === 'deploy') {
    if (!isResumed) await refuseTaken(resource, workshop);
    askRights('create', resource, principal, workshop);
  }
  return recorded(draft, resource, await apply(resource, workshop));
}

async function update(
  draft: ResourceRecord,
  former: ResourceRecord,
  properties: JsonObject,
  deployment: Deployment,
  workshop: Workshop,
): Promise<ResourceRecord> {
  const { stack, purpose, principal } = deployment;
  const resource = resourceOf(draft, properties, deployment, workshop.registry);
  const difference = differenceOf(former, resource.properties);
  if (difference.kind === 'replacement') return replace(draft, former, properties, deployment, workshop);
  if (difference.kind === 'none') {
    const same = purpose === 'start' ? recorded(draft, resource, await apply(resource, workshop)) : former;
    const { deletionPolicy, updateReplacePolicy } = draft;
    const { status, updatedAt } = former;
    const kept = { ...same, deletionPolicy, updateReplacePolicy, status, updatedAt };
    stack.keep(kept);
    return kept;
  }
  stack.turn(former, 'UPDATE_IN_PROGRESS');
  if (purpose === 'deploy') askRights('update', resource, principal, workshop);
  const made = recorded(draft, resource, await apply(resource, workshop));
  stack.turn(made, 'UPDATE_COMPLETE');
  return made;
}

const REPLACING = 'Requested update requires the creation of a new physical resource; hence creating one.';

/** The former one goes when everything else is done. */
async function replace(
  draft: ResourceRecord,
  former: ResourceRecord,
  properties: JsonObject,
  deployment: Deployment,
  workshop: Workshop,
): Promise<ResourceRecord> {
  const { stack } = deployment;
  const name = nameOf(draft.type, properties);
  if (name !== undefined && name === nameOf(former.type, former.properties))
    throw new TemplateError(
      `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${name} and update the stack again.`,
    );
  stack.turn(former, 'UPDATE_IN_PROGRESS', REPLACING);
  // What a start makes has a name of its own, or must be told from what it replaces.
  const suffix = deployment.purpose === 'start' && name !== undefined ? '' : newSuffix(workshop.ids);
  const anew = { ...draft, suffix };
  const resource = resourceOf(anew, properties, deployment, workshop.registry);
  const made = await makeNew(anew, resource, false, deployment, workshop);
  if (sameThing(made) !== sameThing(former)) stack.changeWork({ leftovers: [...stack.work.leftovers, former] });
  stack.tellOf(made, 'UPDATE_IN_PROGRESS', 'Resource creation Initiated');
  stack.turn(made, 'UPDATE_COMPLETE');
  return made;
}
