import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const VERSION = '4.0.2';
const folder = join(tmpdir(), `aws-lambda-ric-${VERSION}`);

/**
 * The entry of AWS's runtime client, built when it is first asked for: some minutes, with cmake and a compiler. Throws what the
 * build says.
 */
export function awsClient(): string {
  const client = join(folder, 'node_modules/aws-lambda-ric');
  if (existsSync(join(client, 'rapid-client.node'))) return join(client, 'index.mjs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  // Node's headers, where they lie beside the program that npm runs with: node-gyp would fetch them.
  const headers = dirname(dirname(execFileSync('npm', ['exec', '-c', 'command -v node'], { encoding: 'utf8' }).trim()));
  const env = existsSync(join(headers, 'include/node')) ? { ...process.env, npm_config_nodedir: headers } : process.env;
  execFileSync('npm', ['install', '--no-audit', '--no-fund', `aws-lambda-ric@${VERSION}`], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return join(client, 'index.mjs');
}
