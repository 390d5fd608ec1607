import { type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

interface Queue {
  readonly queue: Pick<SQSClient, 'send'>;
  readonly queueUrl: string;
  /** Of messages that are only looked at: others see them again sooner. */
  readonly dryRun: boolean;
}

/** Seconds for which others do not see a message. */
const VISIBILITY = { work: 300, look: 30 } as const;

/** Every message of a queue, once: one that comes back, as it took so long to look through them all, is not received anew. */
export async function* messagesOf({ queue, queueUrl: QueueUrl, dryRun }: Queue): AsyncGenerator<Message> {
  const seen = new Set<string | undefined>();
  const receive = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
    VisibilityTimeout: dryRun ? VISIBILITY.look : VISIBILITY.work,
  });
  for (;;) {
    const { Messages = [] } = await queue.send(receive);
    const fresh = Messages.filter(({ MessageId }) => !seen.has(MessageId));
    if (fresh.length === 0) return;
    for (const message of fresh) {
      seen.add(message.MessageId);
      yield message;
    }
  }
}
