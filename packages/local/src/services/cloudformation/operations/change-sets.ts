import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { CallContext, Unlisted } from '#gateway/dispatch/operation.ts';
import { changeSetSummary, describeChangeSet } from '#services/cloudformation/change-set-answers.ts';
import { invalid, onStack, type StackContext, stackOf } from '#services/cloudformation/context.ts';
import { createChangeSet, notFound } from '#services/cloudformation/create-change-set.ts';
import { checkToken, flag, optional, stackPage, text } from '#services/cloudformation/input.ts';
import { beginUpdate, refuseUpdate } from '#services/cloudformation/operations/stacks.ts';
import { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import type { ChangeSetRecord } from '#services/cloudformation/store/records.ts';
import { accessOfWanted, workOf } from '#services/cloudformation/wanted.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets.html */
export const changeSetOperations = (context: StackContext): Unlisted => ({
  CreateChangeSet: {
    access: (input) => [...onStack(context, 'CreateChangeSet')(input), ...accessOfWanted(input, context)],
    async run(input) {
      const { id, stackId } = await createChangeSet(context, input);
      return { Id: id, StackId: stackId };
    },
  },
  DescribeChangeSet: {
    access: onChangeSet(context, 'DescribeChangeSet'),
    async run(input) {
      checkToken(input);
      const found = changeSetOf(context, input);
      const { items, next } = stackPage(found.changes, input);
      return {
        ...describeChangeSet(found, items, await context.engine().describe(found.wanted.template)),
        NextToken: next,
      };
    },
  },
  ListChangeSets: {
    access: onStack(context, 'ListChangeSets'),
    run(input) {
      const name = text(input, 'StackName');
      const { id } = stackOf(context, name, `Stack [${name}] does not exist`);
      const own = context.store.changeSets.all().filter(({ stackId }) => stackId === id);
      const { items, next } = stackPage(own, input);
      return { Summaries: items.map(changeSetSummary), NextToken: next };
    },
  },
  DeleteChangeSet: {
    access: onChangeSet(context, 'DeleteChangeSet'),
    run(input) {
      const found = findChangeSet(context, input);
      if (found) context.store.changeSets.remove(found.id);
      return {};
    },
  },
  ExecuteChangeSet: {
    access: onChangeSet(context, 'ExecuteChangeSet'),
    run(input, call) {
      execute(context, changeSetOf(context, input), input, call);
      return {};
    },
  },
});

/** A change set is named by its ARN, or by its name and the stack's. */
function findChangeSet({ store }: StackContext, input: JsonObject): ChangeSetRecord | undefined {
  const name = text(input, 'ChangeSetName');
  const stack = optional(input, 'StackName');
  if (stack === undefined && !name.startsWith('arn:'))
    throw invalid('StackName must be specified if ChangeSetName is not specified as an ARN.');
  return store.changeSets
    .all()
    .find((one) => one.id === name || (one.name === name && (one.stackName === stack || one.stackId === stack)));
}

function changeSetOf(context: StackContext, input: JsonObject): ChangeSetRecord {
  const found = findChangeSet(context, input);
  if (!found) throw notFound(text(input, 'ChangeSetName'));
  return found;
}

const onChangeSet = (context: StackContext, action: string) => (input: JsonObject) => {
  const stackId = findChangeSet(context, input)?.stackId;
  return onStack(context, action)(stackId === undefined ? input : { StackName: stackId });
};

function execute(context: StackContext, found: ChangeSetRecord, input: JsonObject, call: CallContext): void {
  const { id, stackId, wanted, status, executionStatus, type, onFailure } = found;
  if (executionStatus !== 'AVAILABLE')
    throw new AwsError(
      'InvalidChangeSetStatus',
      `ChangeSet [${id}] cannot be executed in its current ${status === 'FAILED' ? 'status' : 'execution status'} of [${status === 'FAILED' ? status : executionStatus}]`,
    );
  const live = new LiveStack(stackId, context);
  const disables = flag(input, 'DisableRollback');
  const keeps = disables === true || (disables === undefined && onFailure === 'DO_NOTHING');
  const work = { ...workOf(call, input), keepsFailed: keeps };
  if (type === 'UPDATE') {
    refuseUpdate(live.record);
    beginUpdate(live, { ...work, target: wanted }, context);
  } else {
    const kept = keeps ? ('DO_NOTHING' as const) : undefined;
    live.change({ wanted, work, onFailure: kept ?? onFailure ?? 'ROLLBACK', createdAt: context.clock.now() });
    live.enter('CREATE_IN_PROGRESS', 'User Initiated');
    context.engine().goOn(stackId);
  }
  // The others of the stack were made for what it was.
  for (const other of context.store.changeSets.all())
    if (other.stackId === stackId) context.store.changeSets.remove(other.id);
  context.store.changeSets.write({ ...found, executionStatus: 'EXECUTE_COMPLETE' });
}
