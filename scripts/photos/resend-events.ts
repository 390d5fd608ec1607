import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DeleteMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Lab } from '#lab/lab.ts';
import { messagesOf } from '../lib/messages-of.ts';
import { whyOf } from '../lib/why.ts';

export interface ResendDeps {
  readonly states: Pick<Lab['states'], 'send'>;
  readonly queue: Pick<SQSClient, 'send'>;
  readonly queueUrl: string;
  /** The state machines that rules start: no message starts another. */
  readonly targets: readonly string[];
  /** Only says what it would do. */
  readonly dryRun: boolean;
  readonly say: (line: string) => void;
}

/**
 * Sends each event of a rule's dead-letter queue to its target again, and deletes its message then: what is developed twice is
 * developed once. Answers how many messages stay.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export async function resendEvents(deps: ResendDeps): Promise<number> {
  let left = 0;
  for await (const message of messagesOf(deps)) {
    const { isDone, said } = await resent(deps, message);
    if (!isDone) left += 1;
    deps.say(`${keyOf(message) ?? `message ${message.MessageId}`}: ${said}`);
  }
  return left;
}

/** One that cannot be sent does not keep the others from it. */
const resent = (deps: ResendDeps, message: Message) =>
  resend(deps, message).then(
    (said) => ({ isDone: !deps.dryRun, said }),
    (error: unknown) => ({ isDone: false, said: whyOf(error) }),
  );

async function resend({ states, queue, queueUrl, targets, dryRun }: ResendDeps, message: Message): Promise<string> {
  const { Body: input = '', ReceiptHandle, MessageAttributes = {} } = message;
  const target = MessageAttributes.TARGET_ARN?.StringValue;
  const stateMachineArn = targets.find((arn) => arn === target);
  if (stateMachineArn === undefined) throw new Error(`its target ${target} is no state machine of this stage`);
  if (keyOf(message) === undefined) throw new Error('it is no event of an object');
  const why = MessageAttributes.ERROR_CODE?.StringValue ?? 'unknown';
  if (dryRun) return `would be sent again (${why})`;
  await states.send(new StartExecutionCommand({ stateMachineArn, input }));
  await queue.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
  return `sent again (${why})`;
}

const event = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });

/** Of the photo; undefined for what is no event of S3. */
function keyOf({ Body = '' }: Message): string | undefined {
  try {
    return event.parse(JSON.parse(Body)).detail.object.key;
  } catch {
    return undefined;
  }
}
