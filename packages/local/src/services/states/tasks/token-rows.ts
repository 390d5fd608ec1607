import type { Json } from '@safelight/asl/json';
import * as z from 'zod';
import { anyJson } from '#services/record.ts';
import type { Database } from '#store/database.ts';
import { flag, integer, json, nullable, text } from '#store/kinds.ts';
import type { Schema } from '#store/migrations.ts';

const tokensSchema: Schema = {
  module: 'states_tokens',
  steps: [
    `CREATE TABLE states_tokens (
       place INTEGER PRIMARY KEY AUTOINCREMENT,
       token TEXT NOT NULL UNIQUE,
       executionArn TEXT NOT NULL,
       stateName TEXT NOT NULL,
       isOver INTEGER NOT NULL
     ) STRICT`,
    `ALTER TABLE states_tokens ADD COLUMN answer TEXT;
     ALTER TABLE states_tokens ADD COLUMN heartbeat INTEGER;
     CREATE INDEX states_tokens_open ON states_tokens (executionArn) WHERE isOver = 0;`,
  ],
};

/** Tokens that are over are remembered for a while, so that a late answer is told from a made-up token. */
const REMEMBERED = 10_000;

const answer = z.union([
  z.object({ output: anyJson }),
  z.object({ error: z.optional(z.string()), cause: z.optional(z.string()) }),
]);

/** What SendTaskSuccess or SendTaskFailure gave. */
export type TokenAnswer = { readonly output: Json } | { readonly error?: string; readonly cause?: string };

/** A token that was given out. */
export interface TokenRow {
  /** Whether its task has ended, or was answered. */
  readonly isOver: boolean;
  readonly answer: TokenAnswer | undefined;
  /** When its worker was heard of last, in milliseconds since the epoch. */
  readonly heartbeat: number | undefined;
}

/** The task tokens that were given out, over a restart too. */
export interface TokenRows {
  add(token: string, task: { readonly executionArn: string; readonly stateName: string }): void;
  /** Its task has ended. */
  close(token: string): void;
  /** All tasks of an execution have. */
  closeAll(executionArn: string): void;
  answer(token: string, given: TokenAnswer): void;
  beat(token: string, at: number): void;
  /** Undefined where the token was never given out, or has been forgotten. */
  find(token: string): TokenRow | undefined;
}

// JSON has no members that are undefined.
const tokenAnswer = json((value) => answer.parse(value) as TokenAnswer);

export function openTokenRows(database: Database): TokenRows {
  database.migrate(tokensSchema);
  const takes = { token: text };
  const { add, forget } = prepareAdd(database);
  const close = database.command({ sql: 'UPDATE states_tokens SET isOver = 1 WHERE token = :token', takes });
  const closeAll = database.command({
    sql: 'UPDATE states_tokens SET isOver = 1 WHERE executionArn = :executionArn AND isOver = 0',
    takes: { executionArn: text },
  });
  const answered = database.command({
    sql: 'UPDATE states_tokens SET isOver = 1, answer = :answer WHERE token = :token',
    takes: { ...takes, answer: tokenAnswer },
  });
  const beat = database.command({
    sql: 'UPDATE states_tokens SET heartbeat = :at WHERE token = :token',
    takes: { ...takes, at: integer },
  });
  const find = database.query({
    sql: 'SELECT isOver, answer, heartbeat FROM states_tokens WHERE token = :token',
    takes,
    gives: { isOver: flag, answer: nullable(tokenAnswer), heartbeat: nullable(integer) },
  });
  return {
    add(token, { executionArn, stateName }) {
      forget.run({ remembered: REMEMBERED });
      add.run({ token, executionArn, stateName });
    },
    close: (token) => void close.run({ token }),
    closeAll: (executionArn) => void closeAll.run({ executionArn }),
    answer: (token, given) => void answered.run({ token, answer: given }),
    beat: (token, at) => void beat.run({ token, at }),
    find: (token) => find.get({ token }),
  };
}

const prepareAdd = (database: Database) => ({
  add: database.command({
    sql: `INSERT INTO states_tokens (token, executionArn, stateName, isOver)
          VALUES (:token, :executionArn, :stateName, 0)`,
    takes: { token: text, executionArn: text, stateName: text },
  }),
  forget: database.command({
    sql: `DELETE FROM states_tokens WHERE isOver = 1
          AND place <= (SELECT max(place) FROM states_tokens) - :remembered`,
    takes: { remembered: integer },
  }),
});
