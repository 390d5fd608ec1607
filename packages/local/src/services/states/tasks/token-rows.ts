import type { Database } from '#store/database.ts';
import { flag, integer, text } from '#store/kinds.ts';
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
  ],
};

/** Tokens that are over are remembered for a while, so that a late answer is told from a made-up token. */
const REMEMBERED = 10_000;

/** The task tokens that were given out, over a restart too. */
export interface TokenRows {
  add(token: string, task: { readonly executionArn: string; readonly stateName: string }): void;
  /** Its task has ended. */
  close(token: string): void;
  /** Whether its task has ended; undefined where the token was never given out, or has been forgotten. */
  isOver(token: string): boolean | undefined;
}

/** @param database all tokens that an earlier process left open in it are over: their executions have ended */
export function openTokenRows(database: Database): TokenRows {
  database.migrate(tokensSchema);
  const takes = { token: text };
  database.execute('UPDATE states_tokens SET isOver = 1 WHERE isOver = 0');
  const add = database.command({
    sql: `INSERT INTO states_tokens (token, executionArn, stateName, isOver)
          VALUES (:token, :executionArn, :stateName, 0)`,
    takes: { ...takes, executionArn: text, stateName: text },
  });
  const close = database.command({ sql: 'UPDATE states_tokens SET isOver = 1 WHERE token = :token', takes });
  const find = database.query({
    sql: 'SELECT isOver FROM states_tokens WHERE token = :token',
    takes,
    gives: { isOver: flag },
  });
  const forget = database.command({
    sql: `DELETE FROM states_tokens WHERE isOver = 1
          AND place <= (SELECT max(place) FROM states_tokens) - :remembered`,
    takes: { remembered: integer },
  });
  return {
    add: (token, { executionArn, stateName }) => {
      forget.run({ remembered: REMEMBERED });
      add.run({ token, executionArn, stateName });
    },
    close: (token) => void close.run({ token }),
    isOver: (token) => find.get({ token })?.isOver,
  };
}
