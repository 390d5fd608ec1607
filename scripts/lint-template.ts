import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compiledTemplate } from '@safelight/local/compile/compile';
import { runCommand } from './lib/command.ts';
import { NoPythonError, pythonTools } from './lib/python-tools.ts';
import { STAGES } from './lib/stages.ts';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const CFN_LINT = 'cfn-lint==1.58.0';
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** What cfn-lint says of a stage's template: empty when all is well. */
async function findings(cfnLint: string, stage: string): Promise<string> {
  const template = await compiledTemplate({ root, stage });
  try {
    return (await promisify(execFile)(cfnLint, ['--non-zero-exit-code', 'informational', '--', template])).stdout;
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && error.stdout) return String(error.stdout);
    throw error;
  }
}

await runCommand({
  help: `npm run lint:template
Runs cfn-lint over the compiled template of ${STAGES.join(', ')}; it must report nothing. Needs Python 3: without it, says so.
`,
  options: {},
  async run() {
    let found = 0;
    try {
      const cfnLint = join(await pythonTools(root, CFN_LINT), 'cfn-lint');
      for (const stage of STAGES) {
        const report = await findings(cfnLint, stage);
        say(report === '' ? `${stage}: cfn-lint reports nothing` : report.trimEnd());
        if (report !== '') found = 1;
      }
    } catch (error) {
      if (!(error instanceof NoPythonError)) throw error;
      say(`skipped: cfn-lint did not run. ${error.message}`);
    }
    return found;
  },
});
