import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { runCommand } from '@safelight/local/cli/command';
import { connectLab } from '#lab/connect.ts';
import { checkedStage, STAGE_OPTION } from '../lib/framework.ts';
import { say } from '../lib/say.ts';
import { resendEvents } from './resend-events.ts';

await runCommand({
  help: `npm run photos:resend [-- --stage NAME --dry-run]
Sends the events of photos that could not be delivered for a day, and lie in the stage's dead-letter queue, to their workflows
again: of the stage on AWS, or with AWS_ENDPOINT_URL set of the system behind that endpoint. Repair first what kept them.
  --dry-run   only says what it would do
Exit code 1 if anything is left to do.
`,
  options: { ...STAGE_OPTION, 'dry-run': { type: 'boolean', default: false } },
  async run({ stage, 'dry-run': dryRun }) {
    const prefix = `darkroom-${checkedStage(stage)}`;
    const { states, names } = await connectLab({ stackName: prefix });
    const queue = new SQSClient({});
    const named = new GetQueueUrlCommand({ QueueName: `${prefix}-image-events-dead-letter` });
    const { QueueUrl: queueUrl = '' } = await queue.send(named);
    const targets = [names.imageProcessing, names.imageRemoval];
    const left = await resendEvents({ states, queue, queueUrl, targets, dryRun, say });
    say(left === 0 ? 'The queue is empty.' : `${left} messages stay in the queue.`);
    return left === 0 ? 0 : 1;
  },
});
