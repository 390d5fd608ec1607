import { isDeepStrictEqual } from 'node:util';
import type { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import type { ResourceRecord, Wanted } from '#services/cloudformation/store/records.ts';
import { checkExports } from '#template/stacks/checks/exports.ts';
import { askRights } from '#template/stacks/checks/rights.ts';
import { deploy } from '#template/stacks/deploy.ts';
import { sameThing } from '#template/stacks/difference.ts';
import { statusReason, whyFailed } from '#template/stacks/failure.ts';
import { prepare, principalOf } from '#template/stacks/prepare.ts';
import { applyRecord, removeResources } from '#template/stacks/remove.ts';
import { asResource } from '#template/stacks/resolve.ts';
import { Stopped } from '#template/stacks/stopped.ts';
import type { Workshop } from '#template/stacks/workshop.ts';

/** Makes what the new template has; what it no longer has goes when all is there. */
export async function update(stack: LiveStack, workshop: Workshop, pause: () => void): Promise<void> {
  const { target, keepsFailed } = stack.work;
  if (!target) throw new Error('An update has no template.');
  try {
    const how = { purpose: 'deploy', principal: principalOf(target, stack.work.principal) } as const;
    const deployment = await prepare(stack, target, how, workshop);
    const { outputs, wanted } = await deploy(deployment, workshop, pause);
    checkExports(stack.record, outputs, workshop.store.all());
    becomes(stack, {
      target,
      outputs,
      wanted,
      imports: deployment.imports,
      description: deployment.template.description,
    });
    stack.enter('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  } catch (error) {
    if (error instanceof Stopped) throw error;
    const why = whyFailed(stack.record, 'update', error);
    if (keepsFailed) stack.enter('UPDATE_FAILED', why);
    else stack.enter('UPDATE_ROLLBACK_IN_PROGRESS', why);
  }
}

interface Outcome {
  readonly target: Wanted;
  readonly outputs: Awaited<ReturnType<typeof deploy>>['outputs'];
  readonly wanted: ReadonlySet<string>;
  readonly imports: ReadonlySet<string>;
  readonly description: string | undefined;
}

/** The stack is what its template says, but for what has to go. */
export function becomes(stack: LiveStack, { target, outputs, wanted, imports, description }: Outcome): void {
  const removed = stack.record.resources.filter(({ logicalId }) => !wanted.has(logicalId));
  stack.changeWork({ leftovers: [...removed, ...stack.work.leftovers] });
  stack.change({ wanted: target, outputs: [...outputs], imports: [...imports], description });
}

/** Deletes what was replaced or is no longer in the template; what cannot be deleted stays behind. */
export async function cleanUp(stack: LiveStack, workshop: Workshop, pause: () => void): Promise<void> {
  const { leftovers } = stack.work;
  const principal = principalOf(stack.record.wanted, stack.work.principal);
  const replacementOf = ({ logicalId, ...former }: ResourceRecord) => {
    const current = stack.resource(logicalId);
    return current && sameThing(current) !== sameThing(former) ? current : undefined;
  };
  const removed = new Set(leftovers.filter((one) => !replacementOf(one)).map(({ logicalId }) => logicalId));
  const inUse = new Set(stack.record.resources.filter(({ logicalId }) => !removed.has(logicalId)).map(sameThing));
  const isKept = (former: ResourceRecord) => {
    const current = replacementOf(former);
    if (inUse.has(sameThing(former))) return true;
    if (!current) return former.deletionPolicy !== 'Delete';
    return [former, current].some(({ updateReplacePolicy }) => updateReplacePolicy !== 'Delete');
  };
  await removeResources(leftovers, isKept, { stack, principal, workshop, pause });
  for (const logicalId of removed) stack.drop(logicalId);
  stack.enter('UPDATE_COMPLETE');
}

/** Brings back what was changed or replaced; what was made goes when all is as it was. */
export async function rollBackUpdate(stack: LiveStack, workshop: Workshop, pause: () => void): Promise<void> {
  const before = stack.work.before ?? [];
  const former = new Set(before.map(sameThing));
  const made = stack.record.resources.filter((one) => !former.has(sameThing(one)));
  const known = stack.work.leftovers.filter((one) => !former.has(sameThing(one)));
  stack.changeWork({ leftovers: [...known, ...made] });
  for (const resource of before) {
    pause();
    if (await restore(resource, stack, workshop)) continue;
    stack.enter('UPDATE_ROLLBACK_FAILED', `The following resource(s) failed to update: [${resource.logicalId}]. `);
    return;
  }
  stack.enter('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
}

/** Answers whether it could be done. */
async function restore(resource: ResourceRecord, stack: LiveStack, workshop: Workshop): Promise<boolean> {
  const current = stack.resource(resource.logicalId);
  const isTouched = /^UPDATE_(IN_PROGRESS|FAILED)$/.test(current?.status ?? 'UPDATE_FAILED');
  if (current && !isTouched && isDeepStrictEqual(current.properties, resource.properties)) return true;
  stack.turn(resource, 'UPDATE_IN_PROGRESS');
  try {
    const principal = principalOf(stack.record.wanted, stack.work.principal);
    askRights('update', asResource(resource, stack.record.name), principal, workshop);
    await applyRecord(resource, stack, workshop);
    stack.turn(resource, 'UPDATE_COMPLETE');
    return true;
  } catch (error) {
    stack.turn(resource, 'UPDATE_FAILED', statusReason(error, workshop.ids));
    return false;
  }
}

export async function cleanUpRollback(stack: LiveStack, workshop: Workshop, pause: () => void): Promise<void> {
  const { leftovers } = stack.work;
  const principal = principalOf(stack.record.wanted, stack.work.principal);
  await removeResources(leftovers, () => false, { stack, principal, workshop, pause });
  const before = new Set((stack.work.before ?? []).map(({ logicalId }) => logicalId));
  for (const { logicalId } of leftovers) if (!before.has(logicalId)) stack.drop(logicalId);
  stack.enter('UPDATE_ROLLBACK_COMPLETE');
}
