import type { Clock } from '@safelight/asl/clock';
import type { Message } from '#services/sqs/message.ts';

const WINDOW_MS = 5 * 60 * 1000;

/** Remembers what was sent to a FIFO queue in the last five minutes. */
export interface Deduplication {
  /** The message that was sent under the id before, if any. */
  find(id: string): Message | undefined;
  remember(id: string, message: Message): void;
}

export function createDeduplication(clock: Clock, messages: Iterable<Message>): Deduplication {
  const sent = new Map<string, Message>();
  for (const message of messages) if (message.deduplicationId !== undefined) sent.set(message.deduplicationId, message);

  function forgetOld(): void {
    for (const [id, message] of sent) {
      if (clock.now() - message.sent < WINDOW_MS) return;
      sent.delete(id);
    }
  }

  return {
    find(id) {
      forgetOld();
      return sent.get(id);
    },
    remember: (id, message) => void sent.set(id, message),
  };
}
