import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SYSTEM_HELP, SYSTEM_OPTIONS, systemWords } from './options.ts';
import { serve } from './serve.ts';
import { UsageError } from './usage.ts';

const HELP = `AWS on this machine, for the service of a serverless.yml.

  safelight [FOLDER]  boot the service of that folder (this one), and stay until Ctrl-C

  --port N            port of the one endpoint (4566; 0 is any free one)
  --data DIR          data folder, kept between starts (.local-aws)
  --reset             empty the data folder first
${SYSTEM_HELP}  --help              this text
`;

/** Does what the words ask for, and resolves with the exit code. Rejects with UsageError. */
export async function run(words: readonly string[], cwd: string): Promise<number> {
  const { values, positionals } = parsed(words);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length > 1)
    throw new UsageError(`One folder at a time, not ${positionals.join(' and ')}. See --help.`);
  const root = resolve(cwd, positionals[0] ?? '.');
  if (!existsSync(join(root, 'serverless.yml')))
    throw new UsageError(`There is no serverless.yml in ${root}: name the folder of a service. See --help.`);
  return serve({ ...systemWords(values, { port: 4566, data: '.local-aws', cwd: root }), root });
}

function parsed(words: readonly string[]) {
  try {
    const options = { ...SYSTEM_OPTIONS, help: { type: 'boolean', short: 'h' } } as const;
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${said}. See --help.`);
  }
}
