import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { invalid, type StackContext, stackOf } from '#services/cloudformation/context.ts';
import { checkedName, oneOf, optional, text } from '#services/cloudformation/input.ts';
import { newStack } from '#services/cloudformation/new-stack.ts';
import { NO_BOOTSTRAP, refuseUpdate } from '#services/cloudformation/operations/stacks.ts';
import { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import type { ChangeSetRecord, Wanted } from '#services/cloudformation/store/records.ts';
import { wantedOf } from '#services/cloudformation/wanted.ts';

export const notFound = (name: string): AwsError =>
  new AwsError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, 404);

/** Rejects with ValidationError, AlreadyExistsException or InsufficientCapabilitiesException. */
export async function createChangeSet(context: StackContext, input: JsonObject): Promise<ChangeSetRecord> {
  const type = oneOf(input, 'ChangeSetType', ['CREATE', 'UPDATE', 'IMPORT']) ?? 'UPDATE';
  if (type === 'IMPORT')
    throw invalid('ChangeSetType IMPORT is not supported here: a start takes over what its template names.');
  const name = checkedName(input, 'ChangeSetName');
  const found = context.store.find(text(input, 'StackName'));
  const live = type === 'UPDATE' ? updated(context, input) : await created(context, input, name);
  const wanted = await wantedOf(input, context, type === 'UPDATE' ? live.record : undefined).catch((error) => {
    if (!found) context.store.forget(live.id);
    throw error;
  });
  const { id: stackId, name: stackName } = live.record;
  if (context.store.changeSets.all().some((one) => one.stackId === stackId && one.name === name))
    throw new AwsError('AlreadyExistsException', `ChangeSet [${name}] already exists`);
  const description = optional(input, 'Description');
  const onFailure = oneOf(input, 'OnStackFailure', ['DO_NOTHING', 'ROLLBACK', 'DELETE']);
  const record: ChangeSetRecord = {
    ...{ id: changeSetArn(context, name), name, stackId, stackName, type, wanted },
    ...{ createdAt: context.clock.now(), ...(await outcome(context, wanted, live, type)) },
    ...(description !== undefined && { description }),
    ...(onFailure !== undefined && { onFailure }),
  };
  context.store.changeSets.write(record);
  return record;
}

const changeSetArn = ({ place: { partition, region, accountId }, ids }: StackContext, name: string): string =>
  `arn:${partition}:cloudformation:${region}:${accountId}:changeSet/${name}/${ids.uuid()}`;

function updated(context: StackContext, input: JsonObject): LiveStack {
  const name = text(input, 'StackName');
  const stack = stackOf(context, name, `Stack [${name}] does not exist`);
  if (stack.status === 'REVIEW_IN_PROGRESS') throw invalid(`Stack [${name}] does not exist`);
  refuseUpdate(stack);
  return new LiveStack(stack.id, context);
}

/** A stack that is only looked at until the change set is executed. */
async function created(context: StackContext, input: JsonObject, changeSet: string): Promise<LiveStack> {
  const name = checkedName(input, 'StackName');
  if (name === 'CDKToolkit') throw invalid(NO_BOOTSTRAP);
  const stack = context.store.find(name);
  if (stack && stack.status !== 'REVIEW_IN_PROGRESS')
    throw invalid(`Stack [${name}] already exists and cannot be created again with the changeSet [${changeSet}].`);
  if (stack) return new LiveStack(stack.id, context);
  const wanted = await wantedOf(input, context);
  const { description } = await context.engine().check(wanted);
  const live = newStack(context, {
    name,
    wanted,
    description,
    work: undefined,
    onFailure: 'ROLLBACK',
    isProtected: false,
  });
  live.enter('REVIEW_IN_PROGRESS', 'User Initiated');
  return live;
}

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

async function outcome(context: StackContext, wanted: Wanted, live: LiveStack, type: 'CREATE' | 'UPDATE') {
  const stack = live.record;
  await context.engine().check(wanted, type === 'UPDATE' ? stack : undefined);
  const all = await context.engine().changes(wanted, stack);
  const changes = all.filter((change) => change !== null);
  if (all.length === 0) return { status: 'FAILED', reason: NO_CHANGES, executionStatus: 'UNAVAILABLE', changes };
  return { status: 'CREATE_COMPLETE', executionStatus: 'AVAILABLE', changes };
}
