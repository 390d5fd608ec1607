import { createHash } from 'node:crypto';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Engine } from '#services/dynamodb/engine.ts';
import { mapInSlices } from '#store/slices.ts';

interface Ways {
  /** Does what is asked. */
  readonly first: () => JsonObject;
  /** Answers a request that was done already. */
  readonly again: () => JsonObject;
}

/** Digest of all that has to be the same when a request is repeated. */
export async function digestOf(engine: Engine, input: JsonObject): Promise<string> {
  const { ReturnConsumedCapacity: _, ReturnItemCollectionMetrics: __, TransactItems: items, ...rest } = input;
  const hash = createHash('sha256').update(JSON.stringify(rest));
  const entries = Array.isArray(items) ? items : [];
  await mapInSlices(entries, (entry) => hash.update(`${JSON.stringify(entry)},`), engine);
  return hash.digest('base64');
}

/** Does a request with a ClientRequestToken once: the same token with the same request is answered and not done again for ten minutes. */
export function once(
  engine: Engine,
  token: string | undefined,
  asked: string | undefined,
  { first, again }: Ways,
): JsonObject {
  if (token === undefined || asked === undefined) return first();
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
