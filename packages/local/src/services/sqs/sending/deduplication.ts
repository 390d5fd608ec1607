import type { Clock } from '@safelight/asl/clock';
import { type Message, messageKind } from '#services/sqs/messages/message.ts';
import type { Database } from '#store/database.ts';
import { integer, text } from '#store/kinds.ts';

const WINDOW_MS = 5 * 60 * 1000;

/** Remembers what was sent to FIFO queues in the last five minutes. */
export interface Deduplication {
  /** The message that was sent under the id before, if any. */
  find(queue: string, id: string): Message | undefined;
  remember(queue: string, id: string, message: Message): void;
  forget(queue: string): void;
}

export function openDeduplication(database: Database, clock: Clock): Deduplication {
  const find = database.query({
    sql: 'SELECT message FROM sqs_deduplication WHERE queue = :queue AND id = :id AND sent > :after',
    takes: { queue: text, id: text, after: integer },
    gives: { message: messageKind },
  });
  const remember = database.command({
    sql: 'INSERT OR REPLACE INTO sqs_deduplication VALUES (:queue, :id, :sent, :message)',
    takes: { queue: text, id: text, sent: integer, message: messageKind },
  });
  const forgetOld = database.command({
    sql: 'DELETE FROM sqs_deduplication WHERE queue = :queue AND sent <= :until',
    takes: { queue: text, until: integer },
  });
  return {
    find: (queue, id) => find.get({ queue, id, after: clock.now() - WINDOW_MS })?.message,
    remember(queue, id, message) {
      forgetOld.run({ queue, until: clock.now() - WINDOW_MS });
      remember.run({ queue, id, sent: message.sent, message });
    },
    forget: (queue) => void forgetOld.run({ queue, until: Number.MAX_SAFE_INTEGER }),
  };
}
