import { received } from '#services/sqs/messages/received.ts';
import type { Queues } from '#services/sqs/queues.ts';

/** Queues as a page shows them: messages in the members of ReceiveMessage, without being received. */
export const queueViews = (queues: Queues) => ({
  /**
   * Messages in the order in which they came, behind the place that an earlier answer ended at; with when each can be received, in
   * milliseconds since the epoch. Throws QueueDoesNotExist.
   */
  peek(name: string, after: number, count: number) {
    const found = queues.get(name).peek(after, count + 1);
    const messages = found.slice(0, count).map(({ message }) => {
      const { ReceiptHandle, ...shown } = received(message, ['All'], ['All']);
      return { ...shown, VisibleAt: message.visible };
    });
    return { messages, next: found.length > count ? found[count - 1]?.place : undefined };
  },
});
