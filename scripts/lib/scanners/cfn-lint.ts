import * as z from 'zod';
import type { Finding } from './finding.ts';
import { outputOf } from './output.ts';

export const CFN_LINT = 'cfn-lint==1.58.0';

const matches = z.array(
  z.object({
    Rule: z.object({ Id: z.string() }),
    Message: z.string(),
    Location: z.object({ Path: z.nullish(z.array(z.union([z.string(), z.number()]))) }),
  }),
);

/** What cfn-lint says of a compiled template, down to what is for information only. */
export async function cfnLint(program: string, template: string): Promise<readonly Finding[]> {
  const words = ['--format', 'json', '--non-zero-exit-code', 'informational', '--', template];
  return matches.parse(JSON.parse(await outputOf(program, words))).map(({ Rule, Message, Location }) => ({
    ...{ scanner: 'cfn-lint', rule: Rule.Id, message: Message },
    resource: Location.Path?.[0] === 'Resources' ? String(Location.Path[1]) : '',
  }));
}
