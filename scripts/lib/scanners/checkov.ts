import * as z from 'zod';
import type { Finding } from './finding.ts';
import { outputOf } from './output.ts';

export const CHECKOV = 'checkov==3.3.30';

const report = z.object({
  results: z.object({
    failed_checks: z.array(z.object({ check_id: z.string(), check_name: z.string(), resource: z.string() })),
  }),
  summary: z.object({ parsing_errors: z.number() }),
});

/** What checkov says of a compiled template and does not leave out. It asks nobody on the network. */
export async function checkov(program: string, template: string): Promise<readonly Finding[]> {
  const words = ['--file', template, '--framework', 'cloudformation', '--skip-download', '--quiet', '--output', 'json'];
  const { results, summary } = report.parse(JSON.parse(await outputOf(program, words)));
  if (summary.parsing_errors > 0) throw new Error(`checkov cannot read ${template}`);
  return results.failed_checks.map(({ check_id, check_name, resource }) => ({
    ...{ scanner: 'checkov', rule: check_id, message: check_name },
    resource: resource.split('.').at(-1) ?? '',
  }));
}
