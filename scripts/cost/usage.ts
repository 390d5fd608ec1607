import { USE_KINDS } from '@safelight/local/usage/kinds';
import type { Usage } from '@safelight/local/usage/meter';
import * as z from 'zod';

const counts = z.partialRecord(z.enum(USE_KINDS), z.number());
const scope = z.object({ executionArn: z.string(), state: z.string() });

/** What the read-only route of a running system answers: packages/local/src/usage/meter.ts. */
const usageSchema = z.object({
  since: z.number(),
  executions: z.array(
    z.object({
      executionArn: z.string(),
      kind: z.enum(['STANDARD', 'EXPRESS']),
      begunAt: z.number(),
      endedAt: z.optional(z.number()),
      parent: z.optional(scope),
      states: z.record(z.string(), counts),
    }),
  ),
  other: z.record(z.string(), counts),
});

/** Asks a running system. Rejects with one line where there is none, or one that is not ours. */
export async function readUsage(endpoint: string, executionArn?: string): Promise<Usage> {
  const url = new URL('/_console/usage', endpoint);
  if (executionArn !== undefined) url.searchParams.set('of', executionArn);
  const answer = await fetch(url).catch(() => undefined);
  if (!answer?.ok)
    throw new Error(`${endpoint} meters nothing: start the system with npm start, and use its export lines.`);
  return usageSchema.parse(await answer.json());
}
