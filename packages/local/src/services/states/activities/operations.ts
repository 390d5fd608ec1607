import type { JsonObject } from '@safelight/asl/json';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import type { Activity } from '#services/states/activities/activity-store.ts';
import { parseArn } from '#services/states/arns.ts';
import type { StatesContext } from '#services/states/context.ts';
import { activityMissing } from '#services/states/errors.ts';
import { optionalText, text } from '#services/states/input.ts';
import { seconds } from '#services/states/machines/machine.ts';
import { checkName } from '#services/states/names.ts';
import { onAll, onMember, resourceOf } from '#services/states/operation.ts';
import { page, withToken } from '#services/states/paging.ts';
import { readTags } from '#services/states/tags.ts';

/** How long a worker's poll is held open. */
const POLL_MS = 60_000;

const describe = ({ arn, name, creationDate }: Activity) => ({
  activityArn: arn,
  name,
  creationDate: seconds(creationDate),
});

const AWS_KEY = { encryptionConfiguration: { type: 'AWS_OWNED_KEY' } };

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html */
export function activityOperations(context: StatesContext): Unlisted {
  const { activities, arns } = context;
  return {
    CreateActivity: {
      access: (input) => [{ action: 'states:CreateActivity', resource: arns.activity(resourceOf(input.name)) }],
      run(input) {
        const { arn, creationDate } = create(context, input);
        return { activityArn: arn, creationDate: seconds(creationDate) };
      },
    },
    DescribeActivity: {
      access: onMember('DescribeActivity', 'activityArn'),
      run: (input) => ({ ...describe(find(context, input)), ...AWS_KEY }),
    },
    DeleteActivity: {
      access: onMember('DeleteActivity', 'activityArn'),
      run(input) {
        const found = activities.find(text(input, 'activityArn', { min: 1 }));
        if (found) activities.remove(found);
        return {};
      },
    },
    ListActivities: {
      access: onAll('ListActivities'),
      run(input) {
        const found = page(activities.list(), input);
        return withToken({ activities: found.items.map(describe) }, found);
      },
    },
    GetActivityTask: {
      access: onMember('GetActivityTask', 'activityArn'),
      run: (input) => poll(context, input),
    },
  };
}

/** An activity of that name is no error: nothing about it could differ but its tags. */
function create({ activities, arns, clock }: StatesContext, input: JsonObject): Activity {
  const name = checkName(text(input, 'name', { min: 1 }));
  const arn = arns.activity(name);
  return activities.find(arn) ?? activities.put({ arn, name, creationDate: clock.now(), tags: readTags(input, arn) });
}

function find({ activities }: StatesContext, input: JsonObject): Activity {
  const arn = text(input, 'activityArn', { min: 1 });
  parseArn(arn, 'activity');
  const found = activities.find(arn);
  if (!found) throw activityMissing(arn);
  return found;
}

async function poll(context: StatesContext, input: JsonObject): Promise<object> {
  const { arn } = find(context, input);
  const workerName = optionalText(input, 'workerName', { min: 1, max: 80 });
  const patience = new AbortController();
  const waited = new AbortController();
  const timer = context.clock.sleep(POLL_MS, waited.signal).then(
    () => patience.abort(),
    () => undefined,
  );
  const task = await context.activityQueue.poll(arn, patience.signal);
  waited.abort();
  await timer;
  if (!task) return {};
  task.started(workerName);
  return { taskToken: task.taskToken, input: task.input };
}
