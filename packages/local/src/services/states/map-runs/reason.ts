import * as z from 'zod';

/** Why a child failed, as the console counts it. */
export interface Reason {
  readonly error: string;
  readonly cause: string;
}

/** Of a nested execution, of a function that threw. */
const nested = z.union([
  z
    .object({ Error: z.optional(z.string()), Cause: z.string() })
    .transform(({ Error: error, Cause }) => ({ error, cause: Cause })),
  z.object({ errorMessage: z.string() }).transform(({ errorMessage }) => ({ error: undefined, cause: errorMessage })),
]);

/** What JSONata threw comes after the expression, which is the same for all. */
const THROWN = /threw an error during evaluation\. (.+)$/s;
const LONGEST = 300;
const WHATEVER = '…';

/** The reason, without what wraps it. */
export function reasonOf(error: string | undefined, cause = ''): Reason {
  const inside = nested.safeParse(parsed(cause)).data;
  const told = inside?.cause ?? cause;
  return { error: inside?.error ?? error ?? 'no error', cause: THROWN.exec(told)?.[1] ?? told };
}

/** What children that failed alike have in common: their causes differ by names, times and numbers. */
export const likeness = ({ cause }: Reason): string =>
  cause
    .replace(/"(\\.|[^"\\])*"/g, WHATEVER)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/gi, WHATEVER)
    .replace(/\d+/g, WHATEVER)
    .slice(0, LONGEST);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
