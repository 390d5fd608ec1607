import type { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import { checkExports } from '#template/stacks/checks/exports.ts';
import { deploy } from '#template/stacks/deploy.ts';
import { whyFailed } from '#template/stacks/failure.ts';
import { cleanUp, cleanUpRollback, rollBackUpdate, update } from '#template/stacks/life-of-update.ts';
import { prepare, principalOf } from '#template/stacks/prepare.ts';
import { removeResources } from '#template/stacks/remove.ts';
import { Stopped } from '#template/stacks/stopped.ts';
import type { Workshop } from '#template/stacks/workshop.ts';

/** One step of a stack's life: it leads to another status, or rejects with Stopped. */
export type Phase = (stack: LiveStack, workshop: Workshop, pause: () => void) => Promise<void>;

/** By status: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
const PHASES: Readonly<Record<string, Phase>> = {
  CREATE_IN_PROGRESS: create,
  ROLLBACK_IN_PROGRESS: rollBackCreation,
  UPDATE_IN_PROGRESS: update,
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: cleanUp,
  UPDATE_ROLLBACK_IN_PROGRESS: rollBackUpdate,
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: cleanUpRollback,
  DELETE_IN_PROGRESS: remove,
};

export const isUnderWay = (status: string): boolean => Object.hasOwn(PHASES, status);

/** Goes on with whatever the status says, until nothing goes on; the same after a start as before. */
export async function live(stack: LiveStack, workshop: Workshop, pause: () => void): Promise<void> {
  for (let phase = PHASES[stack.record.status]; phase; phase = PHASES[stack.record.status])
    await phase(stack, workshop, pause);
  stack.change({ work: undefined });
}

async function create(stack: LiveStack, workshop: Workshop, pause: () => void): Promise<void> {
  const { wanted } = stack.record;
  try {
    const how = { purpose: 'deploy', principal: principalOf(wanted, stack.work.principal) } as const;
    const deployment = await prepare(stack, wanted, how, workshop);
    const { outputs } = await deploy(deployment, workshop, pause);
    checkExports(stack.record, outputs, workshop.store.all());
    stack.change({ outputs: [...outputs], imports: [...deployment.imports] });
    stack.enter('CREATE_COMPLETE');
  } catch (error) {
    if (error instanceof Stopped) throw error;
    const why = whyFailed(stack.record, 'create', error);
    const { onFailure } = stack.record;
    if (onFailure === 'DO_NOTHING') stack.enter('CREATE_FAILED', why);
    else if (onFailure === 'DELETE') stack.enter('DELETE_IN_PROGRESS', `${why}Delete requested by user.`);
    else stack.enter('ROLLBACK_IN_PROGRESS', `${why}Rollback requested by user.`);
  }
}

async function rollBackCreation(stack: LiveStack, workshop: Workshop, pause: () => void): Promise<void> {
  const principal = principalOf(stack.record.wanted, stack.work.principal);
  const isKept = ({ deletionPolicy, physicalId }: { deletionPolicy: string; physicalId: string }) =>
    deletionPolicy === 'Retain' && physicalId !== '';
  const failed = await removeResources(stack.record.resources, isKept, { stack, principal, workshop, pause });
  if (failed.length > 0) stack.enter('ROLLBACK_FAILED', notDeleted(failed));
  else stack.enter('ROLLBACK_COMPLETE');
}

async function remove(stack: LiveStack, workshop: Workshop, pause: () => void): Promise<void> {
  const { principal: caller, retained } = stack.work;
  const principal = principalOf(stack.record.wanted, caller);
  const failed = await removeResources(
    stack.record.resources,
    ({ deletionPolicy, logicalId, physicalId }) =>
      physicalId !== '' && (deletionPolicy !== 'Delete' || retained.includes(logicalId)),
    { stack, principal, workshop, pause },
  );
  if (failed.length > 0) {
    stack.enter('DELETE_FAILED', notDeleted(failed));
    return;
  }
  stack.change({ deletedAt: workshop.clock.now(), outputs: [], imports: [] });
  stack.enter('DELETE_COMPLETE');
}

const notDeleted = (logicalIds: readonly string[]): string =>
  `The following resource(s) failed to delete: [${logicalIds.join(', ')}]. `;
