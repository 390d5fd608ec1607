import * as z from 'zod';

/** What is wrong with a value, in one line: each member and why. */
export const damageOf = ({ issues }: Pick<z.core.$ZodError, 'issues'>): string =>
  issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`)).join('; ');

/** Why something failed, in one line. */
export function whyOf(error: unknown): string {
  if (error instanceof z.core.$ZodError) return damageOf(error);
  return (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ');
}
