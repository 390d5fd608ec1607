import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { STAGE_OPTION } from '../lib/framework.ts';
import { say } from '../lib/say.ts';
import { replayQueue } from './replay-queue.ts';
import { openOrders, replayStanding } from './replay-standing.ts';
import { restartOrder } from './restart.ts';
import { documentsClient, orderNames } from './stage.ts';

await runCommand({
  help: `npm run orders:replay [-- --stage NAME --dry-run --attempt N --order ID]
Starts the orders that the consumer gave up: reads the pointers in the stage's queue, fetches the records from the stream
(which keeps them for 24 hours), and starts each order that is not over and not being processed. Then it looks through the
table for orders that stand: that are not over, and that no execution is at work on.
  --dry-run     only says what it would do
  --order ID    this order alone, such as one that needs attention
  --attempt N   restarts orders whose execution stopped half way, as attempt N; names stay taken for 90 days
Exit code 1 if anything is left to do.
`,
  options: {
    ...STAGE_OPTION,
    'dry-run': { type: 'boolean', default: false },
    attempt: { type: 'string' },
    order: { type: 'string' },
  },
  async run({ stage, 'dry-run': dryRun, attempt, order }) {
    const names = orderNames(stage);
    const wanted = attemptOf(attempt);
    const queue = new SQSClient({});
    const { QueueUrl: queueUrl = '' } = await queue.send(new GetQueueUrlCommand({ QueueName: names.undeliveredQueue }));
    const deps = {
      documents: documentsClient(),
      ordersTable: names.ordersTable,
      states: new SFNClient({}),
      stateMachineArn: await stateMachineArn(queue, queueUrl, names.stateMachine),
      dryRun,
      now: Date.now,
      ...wanted,
    };
    if (order === undefined) {
      const left = await replayQueue({ ...deps, queue, queueUrl, streams: new DynamoDBStreamsClient({}), say });
      return report(left, await replayStanding({ ...deps, say }, openOrders(deps.documents, deps.ordersTable)));
    }
    const { isDone, said } = await restartOrder(deps, order);
    say(`${order}: ${said}`);
    return isDone ? 0 : 1;
  },
});

function report(left: number, standing: number): number {
  say(left === 0 ? 'The queue is empty.' : `${left} messages stay in the queue.`);
  say(standing === 0 ? 'No order stands.' : `${standing} orders stand.`);
  return left + standing === 0 ? 0 : 1;
}

/** Same partition, region and account as the queue. */
async function stateMachineArn(queue: SQSClient, QueueUrl: string, name: string): Promise<string> {
  const { Attributes } = await queue.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const [arn, partition, , region, account] = Attributes?.QueueArn?.split(':') ?? [];
  return [arn, partition, 'states', region, account, 'stateMachine', name].join(':');
}

function attemptOf(text: string | undefined): { readonly attempt?: number } {
  if (text === undefined) return {};
  if (!/^[1-9]\d?$/.test(text)) throw new UsageError(`--attempt takes a number from 1 to 99, not ${text}.`);
  return { attempt: Number(text) };
}
