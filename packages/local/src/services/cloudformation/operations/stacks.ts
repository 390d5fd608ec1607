import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { CallContext, Unlisted } from '#gateway/dispatch/operation.ts';
import { arnFor, invalid, onStack, type StackContext, stackOf } from '#services/cloudformation/context.ts';
import { checkedName, flag, oneOf, optional, text, texts } from '#services/cloudformation/input.ts';
import { newStack } from '#services/cloudformation/new-stack.ts';
import { usersOf } from '#services/cloudformation/store/exports.ts';
import { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import type { StackRecord } from '#services/cloudformation/store/records.ts';
import { accessOfWanted, wantedOf, workOf } from '#services/cloudformation/wanted.ts';

/** What makes, changes and ends stacks: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/ */
export const stackOperations = (context: StackContext): Unlisted => ({
  CreateStack: {
    access: (input) => [...onStack(context, 'CreateStack')(input), ...accessOfWanted(input, context)],
    run: (input, call) => createStack(context, input, call),
  },
  UpdateStack: {
    access: (input) => [...onStack(context, 'UpdateStack')(input), ...accessOfWanted(input, context)],
    run: (input, call) => updateStack(context, input, call),
  },
  DeleteStack: {
    access: (input) => [...onStack(context, 'DeleteStack')(input), ...accessOfWanted(input, context)],
    run: (input, call) => deleteStack(context, input, call),
  },
  UpdateTerminationProtection: {
    access: onStack(context, 'UpdateTerminationProtection'),
    run(input) {
      const name = text(input, 'StackName');
      const { id } = stackOf(context, name, `Stack [${name}] does not exist`);
      new LiveStack(id, context).change({ isProtected: flag(input, 'EnableTerminationProtection') ?? false });
      return { StackId: id };
    },
  },
  ContinueUpdateRollback: {
    access: onStack(context, 'ContinueUpdateRollback'),
    run(input, call) {
      return rollBack(context, input, call, ['UPDATE_ROLLBACK_FAILED']);
    },
  },
  RollbackStack: {
    access: onStack(context, 'RollbackStack'),
    run(input, call) {
      return rollBack(context, input, call, ['CREATE_FAILED', 'UPDATE_FAILED']);
    },
  },
});

async function createStack(context: StackContext, input: JsonObject, call: CallContext): Promise<object> {
  const name = checkedName(input, 'StackName');
  if (name === 'CDKToolkit') throw invalid(NO_BOOTSTRAP);
  const onFailure = oneOf(input, 'OnFailure', ['ROLLBACK', 'DO_NOTHING', 'DELETE']);
  const disables = flag(input, 'DisableRollback');
  if (onFailure !== undefined && disables !== undefined)
    throw invalid('Invalid Request: Either DisableRollback or OnFailure can be specified, not both');
  const wanted = await wantedOf(input, context);
  const { description } = await context.engine().check(wanted);
  const before = context.store.find(name);
  if (before) throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
  const minutes = optional(input, 'TimeoutInMinutes');
  const stack = newStack(context, {
    ...{ name, wanted, description, work: workOf(call, input) },
    onFailure: onFailure ?? (disables === true ? 'DO_NOTHING' : 'ROLLBACK'),
    isProtected: flag(input, 'EnableTerminationProtection') ?? false,
    ...(minutes !== undefined && { timeoutMinutes: Number(minutes) }),
  });
  stack.enter('CREATE_IN_PROGRESS', 'User Initiated');
  context.engine().goOn(stack.id);
  return { StackId: stack.id };
}

export const NO_BOOTSTRAP =
  'cdk bootstrap is for AWS alone. Deploy the template that cdk synth made: aws cloudformation deploy --template-file cdk.out/NAME.template.json --stack-name NAME';

async function updateStack(context: StackContext, input: JsonObject, call: CallContext): Promise<object> {
  const name = text(input, 'StackName');
  const stack = stackOf(context, name, `Stack [${name}] does not exist`);
  refuseUpdate(stack);
  const wanted = await wantedOf(input, context, stack);
  await context.engine().check(wanted, stack);
  const changes = await context.engine().changes(wanted, stack);
  if (changes.length === 0 && !stack.status.endsWith('_FAILED')) throw invalid('No updates are to be performed.');
  const live = new LiveStack(stack.id, context);
  const keepsFailed = flag(input, 'DisableRollback') ?? false;
  beginUpdate(live, { ...workOf(call, input), keepsFailed, target: wanted }, context);
  return { StackId: stack.id };
}

/** From `before` on, all that changes can be brought back. */
export function beginUpdate(
  live: LiveStack,
  work: Parameters<LiveStack['changeWork']>[0],
  context: StackContext,
): void {
  const before = live.record.work?.before ?? live.record.resources;
  const base = { principal: { kind: 'anonymous' }, leftovers: [], retained: [], keepsFailed: false } as const;
  live.change({
    work: { ...base, leftovers: [], retained: [], ...work, before: [...before] },
    updatedAt: context.clock.now(),
  });
  live.enter('UPDATE_IN_PROGRESS', 'User Initiated');
  context.engine().goOn(live.id);
}

const UPDATABLE = /^(CREATE_COMPLETE|UPDATE_COMPLETE|UPDATE_ROLLBACK_COMPLETE|UPDATE_FAILED|CREATE_FAILED)$/;

export function refuseUpdate({ id, status, onFailure }: StackRecord): void {
  // What failed to be made can be mended only where it was left for that.
  if (UPDATABLE.test(status) && (status !== 'CREATE_FAILED' || onFailure === 'DO_NOTHING')) return;
  throw invalid(`Stack:${id} is in ${status} state and can not be updated.`);
}

async function deleteStack(context: StackContext, input: JsonObject, call: CallContext): Promise<undefined> {
  const stack = context.store.find(text(input, 'StackName'));
  // As on AWS, what is not there any more is deleted.
  if (!stack || stack.deletedAt !== undefined || stack.status === 'DELETE_IN_PROGRESS') return undefined;
  if (stack.isProtected)
    throw invalid(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
  const retained = [...texts(input, 'RetainResources')];
  if (retained.length > 0 && stack.status !== 'DELETE_FAILED')
    throw invalid(
      `Invalid operation on stack [${stack.id}]. RetainResources can be specified only for stacks in DELETE_FAILED state`,
    );
  if (/_IN_PROGRESS$/.test(stack.status) && stack.status !== 'REVIEW_IN_PROGRESS')
    throw invalid(`Stack [${stack.id}] cannot be deleted while in status ${stack.status}`);
  const roleArn = optional(input, 'RoleARN');
  if (roleArn !== undefined) context.checkRole(roleArn);
  const live = new LiveStack(stack.id, context);
  const work = { ...workOf(call, input), retained };
  live.change({ work, ...(roleArn !== undefined && { wanted: { ...stack.wanted, roleArn } }) });
  live.enter('DELETE_IN_PROGRESS', 'User Initiated');
  const why = exportInUse(stack, context);
  if (why === undefined) context.engine().goOn(stack.id);
  else {
    live.enter(stack.status, why);
    live.change({ work: undefined });
  }
  return undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html */
function exportInUse({ id, outputs }: StackRecord, { store }: StackContext): string | undefined {
  const others = store.all().filter((stack) => stack.id !== id);
  for (const { exportName } of outputs) {
    const users = exportName === undefined ? [] : usersOf(exportName, others);
    if (users.length > 0) return `Export ${exportName} cannot be deleted as it is in use by ${users.join(' and ')}`;
  }
  return undefined;
}

function rollBack(context: StackContext, input: JsonObject, call: CallContext, from: readonly string[]): object {
  const name = text(input, 'StackName');
  const stack = stackOf(context, name, `Stack [${name}] does not exist`);
  if (!from.includes(stack.status))
    throw invalid(`Stack:${arnFor(context, name)} is in ${stack.status} state and can not be rolled back.`);
  const live = new LiveStack(stack.id, context);
  live.change({ work: { ...workOf(call, input), before: stack.resources, ...stack.work } });
  live.enter(
    stack.status === 'CREATE_FAILED' ? 'ROLLBACK_IN_PROGRESS' : 'UPDATE_ROLLBACK_IN_PROGRESS',
    'User Initiated',
  );
  context.engine().goOn(stack.id);
  return { StackId: stack.id };
}
