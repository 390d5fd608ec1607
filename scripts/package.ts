import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `npm run package [-- --stage NAME]
Compiles .serverless/: the CloudFormation template and a zip for each function. Needs no AWS credentials.
`;

const root = fileURLToPath(new URL('..', import.meta.url));

function main(): number {
  let stage: string;
  try {
    const { values } = parseArgs({
      options: { stage: { type: 'string', default: 'dev' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    stage = values.stage;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
    return 2;
  }
  const framework = fileURLToPath(new URL('../node_modules/serverless/bin/serverless.js', import.meta.url));
  const { status } = spawnSync(process.execPath, [framework, 'package', '--stage', stage], {
    cwd: root,
    stdio: 'inherit',
  });
  return status ?? 1;
}

process.exitCode = main();
