import type { Clock } from '@safelight/asl/clock';
import type { Database } from '#store/database.ts';
import { integer, text } from '#store/kinds.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-apis-txwriteitems-idempotency */
const LIFETIME_MS = 10 * 60 * 1000;

/** The requests that were done with a ClientRequestToken. */
export interface Tokens {
  /** The request that had the token in the last ten minutes. */
  get(token: string): string | undefined;
  keep(token: string, request: string): void;
  /** Forgets those whose time is over. */
  sweep(): void;
}

export function tokens(database: Database, clock: Clock): Tokens {
  const get = database.query({
    sql: 'SELECT request FROM dynamodb_tokens WHERE token = :token AND expires > :now',
    takes: { token: text, now: integer },
    gives: { request: text },
  });
  const keep = database.command({
    sql: 'INSERT OR REPLACE INTO dynamodb_tokens VALUES (:token, :request, :expires)',
    takes: { token: text, request: text, expires: integer },
  });
  const sweep = database.command({ sql: 'DELETE FROM dynamodb_tokens WHERE expires <= :now', takes: { now: integer } });
  const now = () => Math.floor(clock.now());
  return {
    get: (token) => get.get({ token, now: now() })?.request,
    keep: (token, request) => void keep.run({ token, request, expires: now() + LIFETIME_MS }),
    sweep: () => void sweep.run({ now: now() }),
  };
}
