import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '@safelight/local/cli/command';
import { compiledTemplate } from '@safelight/local/compile/compile';
import type { Accepted } from '../serverless/scanners/accepted.ts';
import { NoPythonError, pythonTools } from './lib/python-tools.ts';
import { cfnGuard } from './lib/scanners/cfn-guard.ts';
import { CFN_LINT, cfnLint } from './lib/scanners/cfn-lint.ts';
import { CHECKOV, checkov } from './lib/scanners/checkov.ts';
import { type Finding, lineOf } from './lib/scanners/finding.ts';
import { guardProgram } from './lib/scanners/guard-program.ts';
import { judge, resourcesOf, stale, writeBare } from './lib/scanners/judge.ts';
import { STAGES } from './lib/stages.ts';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** A scanner: what it says of a template as deployed, and of one in which nothing is suppressed. */
interface Scanner {
  readonly name: string;
  readonly scan: (template: string) => Promise<readonly Finding[]>;
}

/** The scanners that run on this machine; of the others one line says why not. */
async function scanners(): Promise<readonly Scanner[]> {
  const here: Scanner[] = [];
  try {
    const bin = await pythonTools(root, CFN_LINT, CHECKOV);
    here.push({ name: 'cfn-lint', scan: (template) => cfnLint(join(bin, 'cfn-lint'), template) });
    here.push({ name: 'checkov', scan: (template) => checkov(join(bin, 'checkov'), template) });
  } catch (error) {
    if (!(error instanceof NoPythonError)) throw error;
    say(`skipped: cfn-lint and checkov did not run. ${error.message}`);
  }
  const guard = await guardProgram(root);
  if (guard) here.push({ name: 'cfn-guard', scan: (template) => cfnGuard(guard, template) });
  else say('skipped: cfn-guard did not run. There is none for this system.');
  return here;
}

/** Scans every stage, says what is new, and answers whether all is accepted and nothing is accepted for nothing. */
async function passes({ name, scan }: Scanner, folder: string): Promise<boolean> {
  const found = new Set<Accepted>();
  const fresh: string[] = [];
  for (const stage of STAGES) {
    const template = await compiledTemplate({ root, stage });
    const bare = join(folder, `${stage}.json`);
    await writeBare(template, bare);
    const judged = judge(await resourcesOf(template), await scan(bare));
    for (const each of judged.found) found.add(each);
    // What is reported of the template as it is was not suppressed, although it may be accepted; cfn-guard knows no suppressions.
    const left = name === 'cfn-guard' ? judged.fresh : await scan(template);
    fresh.push(...left.map((finding) => `${stage}: ${lineOf(finding)}`));
    say(`${stage}: ${name} reports ${left.length === 0 ? 'nothing new' : `${left.length} new`}`);
  }
  const past = stale(name, found).map(
    ({ rule, type }) => `${name} ${rule} is accepted at ${type}, and says nothing there`,
  );
  for (const line of [...fresh, ...past]) say(line);
  return fresh.length + past.length === 0;
}

await runCommand({
  help: `npm run lint:template
Runs cfn-lint, checkov and cfn-guard over the compiled template of ${STAGES.join(', ')}. They must report nothing but what
serverless/scanners/accepted.ts accepts, and that all of it. Installs them below .build/; the first two need Python 3: without
it, says so. The scanners themselves ask nobody on the network.
`,
  options: {},
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'lint-template-'));
    try {
      const verdicts: boolean[] = [];
      for (const scanner of await scanners()) verdicts.push(await passes(scanner, folder));
      return verdicts.every(Boolean) ? 0 : 1;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});
