import { createHash } from 'node:crypto';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Engine } from '#services/dynamodb/engine.ts';

interface Ways {
  /** Does what is asked. */
  readonly first: () => JsonObject;
  /** Answers a request that was done already. */
  readonly again: () => JsonObject;
}

/** Does a request with a ClientRequestToken once: the same token with the same request is answered and not done again for ten minutes. */
export function once(engine: Engine, input: JsonObject, token: string | undefined, { first, again }: Ways): JsonObject {
  if (token === undefined) return first();
  const { ReturnConsumedCapacity: _, ReturnItemCollectionMetrics: __, ...request } = input;
  const asked = createHash('sha256').update(JSON.stringify(request)).digest('base64');
  const known = engine.tokens.get(token);
  if (known === asked) return again();
  if (known !== undefined)
    throw new AwsError(
      'IdempotentParameterMismatchException',
      'The request uses the same client token as a previous, but non-identical request.',
    );
  return engine.database.transaction(() => {
    const answer = first();
    engine.tokens.keep(token, asked);
    return answer;
  });
}
