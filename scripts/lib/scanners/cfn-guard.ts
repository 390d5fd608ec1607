import * as z from 'zod';
import type { Finding } from './finding.ts';
import type { GuardProgram } from './guard-program.ts';
import { outputOf } from './output.ts';

const reports = z.array(z.object({ not_compliant: z.array(z.unknown()) }));

const SENTENCE = /\[(CT\.[^\]]+)\]: ([^\n]*)/;
const PATH = /^\/Resources\/(\w+)/;

/** What cfn-guard says of a compiled template, by the rules of AWS Control Tower. They know no suppressions. */
export async function cfnGuard({ program, rules }: GuardProgram, template: string): Promise<readonly Finding[]> {
  const words = ['--data', template, '--rules', rules, '--output-format', 'json', '--show-summary', 'none'];
  const output = JSON.parse(await outputOf(program, ['validate', ...words, '--structured']));
  return reports.parse(output).flatMap(({ not_compliant: broken }) => broken.flatMap(findingsOf));
}

/** A broken rule names itself in its sentence, and the resources in the paths of what it has compared. */
function findingsOf(rule: unknown): readonly Finding[] {
  const texts = [...textsOf(rule)];
  const [, id = '', message = ''] = texts.map((text) => SENTENCE.exec(text)).find((found) => found !== null) ?? [];
  if (id === '')
    throw new Error(`cfn-guard breaks a rule that does not say its name: ${JSON.stringify(rule).slice(0, 200)}`);
  const resources = new Set(texts.flatMap((text) => PATH.exec(text)?.[1] ?? []));
  return [...resources].map((resource) => ({ scanner: 'cfn-guard', rule: id, resource, message }));
}

function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* textsOf(inner);
}
