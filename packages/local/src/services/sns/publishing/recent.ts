import type { Clock } from '@safelight/asl/clock';
import * as z from 'zod';
import type { Database } from '#store/database.ts';
import { integer, json, text } from '#store/kinds.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html */
const WINDOW_MS = 5 * 60 * 1000;

const answer = z.object({ MessageId: z.string(), SequenceNumber: z.string() });

/** What a publication to a FIFO topic was answered with. */
export type FifoAnswer = z.infer<typeof answer>;

/** What was published to FIFO topics in the last five minutes. */
export interface Recent {
  /** The answer to the first publication under the id; undefined where there was none. */
  find(topicArn: string, id: string): FifoAnswer | undefined;
  remember(topicArn: string, id: string, answer: FifoAnswer): void;
}

export function openRecent(database: Database, clock: Clock): Recent {
  database.migrate({
    module: 'sns_recent',
    steps: [
      `CREATE TABLE sns_recent (
         topic TEXT NOT NULL, id TEXT NOT NULL, sent INTEGER NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (topic, id)
       ) STRICT;
       CREATE INDEX sns_recent_by_age ON sns_recent (sent);`,
    ],
  });
  const kind = json((value) => answer.parse(value));
  const find = database.query({
    sql: 'SELECT answer FROM sns_recent WHERE topic = :topic AND id = :id AND sent > :after',
    takes: { topic: text, id: text, after: integer },
    gives: { answer: kind },
  });
  const remember = database.command({
    sql: 'INSERT OR REPLACE INTO sns_recent VALUES (:topic, :id, :sent, :answer)',
    takes: { topic: text, id: text, sent: integer, answer: kind },
  });
  const forget = database.command({ sql: 'DELETE FROM sns_recent WHERE sent <= :until', takes: { until: integer } });
  return {
    find: (topic, id) => find.get({ topic, id, after: clock.now() - WINDOW_MS })?.answer,
    remember(topic, id, given) {
      forget.run({ until: clock.now() - WINDOW_MS });
      remember.run({ topic, id, sent: clock.now(), answer: given });
    },
  };
}
