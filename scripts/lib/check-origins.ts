import { UsageError } from '@safelight/local/cli/usage';
import { parse } from 'yaml';
import * as z from 'zod';

const settings = z.record(z.string(), z.looseObject({ uploadOrigins: z.optional(z.array(z.string())) }));

/**
 * Throws a UsageError where prod lets pages upload that are nobody's, or anybody's.
 * @param text of `serverless/stages.yml`
 */
export function checkOrigins(stage: string, text: string): void {
  if (stage !== 'prod') return;
  const origins = settings.parse(parse(text))[stage]?.uploadOrigins ?? [];
  const wrong = origins.find((origin) => origin === '*' || /(^|[/.])example\.(com|org|net)$/.test(origin));
  if (wrong === undefined) return;
  throw new UsageError(
    `uploadOrigins of prod in serverless/stages.yml is still ${wrong}: put in the origins of your own pages, or [] for none.`,
  );
}
