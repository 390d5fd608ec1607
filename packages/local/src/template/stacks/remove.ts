import type { Principal } from '#gateway/service.ts';
import type { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import type { ResourceRecord } from '#services/cloudformation/store/records.ts';
import { askRights } from '#template/stacks/checks/rights.ts';
import { sameThing } from '#template/stacks/difference.ts';
import { isGone, statusReason } from '#template/stacks/failure.ts';
import { apply, asResource } from '#template/stacks/resolve.ts';
import type { Workshop } from '#template/stacks/workshop.ts';

/** What a removal is part of. */
interface Removal {
  readonly stack: LiveStack;
  readonly principal: Principal;
  readonly workshop: Workshop;
  /** Asked before each, so that a stop of the system is not held up. */
  readonly pause: () => void;
}

/**
 * Deletes resources, the last that was made first, unless their policy says otherwise, and tells of each. Answers the
 * logical ids of those that could not be deleted.
 */
export async function removeResources(
  resources: readonly ResourceRecord[],
  isKept: (resource: ResourceRecord) => boolean,
  removal: Removal,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const resource of resources.toReversed()) {
    removal.pause();
    if (isKept(resource)) {
      removal.stack.tellOf(resource, 'DELETE_SKIPPED');
      if (isCurrent(resource, removal.stack)) removal.stack.drop(resource.logicalId);
    } else if (!(await removeOne(resource, removal))) failed.push(resource.logicalId);
  }
  return failed;
}

async function removeOne(resource: ResourceRecord, { stack, principal, workshop }: Removal): Promise<boolean> {
  const isOwn = isCurrent(resource, stack);
  const turn = (status: string, reason?: string) =>
    isOwn ? stack.turn(resource, status, reason) : stack.tellOf(resource, status, reason);
  try {
    if (resource.physicalId !== '') {
      turn('DELETE_IN_PROGRESS');
      askRights('remove', asResource(resource, stack.record.name), principal, workshop);
      await deletePhysical(resource, stack, workshop);
    }
    stack.tellOf(resource, 'DELETE_COMPLETE');
    if (isOwn) stack.drop(resource.logicalId);
    return true;
  } catch (error) {
    turn('DELETE_FAILED', statusReason(error, workshop.ids));
    return false;
  }
}

const isCurrent = (resource: ResourceRecord, stack: LiveStack): boolean => {
  const current = stack.resource(resource.logicalId);
  return current !== undefined && sameThing(current) === sameThing(resource);
};

/** Deletes what is behind a record, where it still is. */
export async function deletePhysical(resource: ResourceRecord, stack: LiveStack, workshop: Workshop): Promise<void> {
  const type = workshop.registry.get(resource.type);
  if (!type || resource.physicalId === '') return;
  const { physicalId } = resource;
  await Promise.resolve(type.remove({ ...asResource(resource, stack.record.name), physicalId })).catch((error) => {
    if (!isGone(error)) throw error;
  });
  if (type.isSetting) await setAgain(resource, stack, workshop);
}

/** Others may set the same: what they set must not go with it. */
async function setAgain(gone: ResourceRecord, stack: LiveStack, workshop: Workshop): Promise<void> {
  for (const other of stack.record.resources)
    if (other.type === gone.type && other.logicalId !== gone.logicalId && other.status.endsWith('_COMPLETE'))
      await apply(asResource(other, stack.record.name), workshop);
}

/** Brings a resource back to what it was. */
export const applyRecord = (resource: ResourceRecord, stack: LiveStack, workshop: Workshop) =>
  apply(asResource(resource, stack.record.name), workshop);
