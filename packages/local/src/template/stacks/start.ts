import type { Place } from '@safelight/asl/identity';
import type { Principal } from '#gateway/service.ts';
import { newStack } from '#services/cloudformation/new-stack.ts';
import { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import type { StackRecord } from '#services/cloudformation/store/records.ts';
import { changesBetween, describeChanges } from '#template/stacks/changes.ts';
import { refuseOtherTypes } from '#template/stacks/checks/other-types.ts';
import { deploy } from '#template/stacks/deploy.ts';
import { becomes, cleanUp } from '#template/stacks/life-of-update.ts';
import { prepare } from '#template/stacks/prepare.ts';
import type { Workshop } from '#template/stacks/workshop.ts';

/** A stack that the system starts with. */
export interface StackTemplate {
  readonly name: string;
  /** JSON. */
  readonly template: string;
}

/**
 * Makes a stack of what an earlier run left, and of its template: as an update, but that all is made again, what is there is
 * taken over, and a failure ends the start. Rejects with a ResourceFailure or a TemplateError; what was made until then is
 * remembered.
 */
export function startStack(wanted: StackTemplate, workshop: Workshop): Promise<StackRecord> {
  const { store, clock, log } = workshop;
  return store.writingOnce(async () => {
    const found = store.find(wanted.name);
    const stack = found ? new LiveStack(found.id, workshop) : beginStack(wanted, workshop);
    const before = stack.record.resources;
    const target = { template: wanted.template, parameters: [], tags: [], capabilities: [] };
    const leftovers = stack.record.work?.leftovers ?? [];
    stack.change({ work: { principal: developer(workshop.place), leftovers, retained: [], keepsFailed: false } });
    if (found) stack.announce('UPDATE_IN_PROGRESS');
    const deployment = await prepare(stack, target, { purpose: 'start', principal: stack.work.principal }, workshop);
    refuseOtherTypes(deployment.template.resources, stack.record);
    const outcome = await deploy(deployment, workshop, () => {});
    becomes(stack, { ...outcome, target, imports: deployment.imports, description: deployment.template.description });
    const after = stack.record.resources.filter(({ logicalId }) => outcome.wanted.has(logicalId));
    const changes = changesBetween(before, after);
    if (!found) stack.enter('CREATE_COMPLETE');
    else if (changes.length > 0) await finishUpdate(stack, workshop);
    stack.change({ work: undefined, ...(found && changes.length > 0 && { updatedAt: clock.now() }) });
    if (found && changes.length > 0) log(describeChanges(wanted.name, changes));
    return stack.record;
  });
}

async function finishUpdate(stack: LiveStack, workshop: Workshop): Promise<void> {
  const told = workshop.store.events(stack.id, undefined, 1)[0]?.place ?? 0;
  stack.enter('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  await cleanUp(stack, workshop, () => {});
  for (const { place, event } of workshop.store.events(stack.id, undefined, 1_000)) {
    if (place <= told || event.status !== 'DELETE_FAILED') continue;
    workshop.log(`${event.logicalId} (${event.physicalId}) stays behind: ${event.reason}`);
  }
}

function beginStack({ name, template }: StackTemplate, workshop: Workshop): LiveStack {
  const stack = newStack(workshop, {
    ...{ name, wanted: { template, parameters: [], tags: [], capabilities: [] }, description: undefined },
    ...{ work: undefined, onFailure: 'DO_NOTHING', isProtected: false },
  });
  stack.enter('CREATE_IN_PROGRESS');
  return stack;
}

const developer = ({ partition, accountId }: Place): Principal => ({
  kind: 'developer',
  arn: `arn:${partition}:iam::${accountId}:user/developer`,
});
