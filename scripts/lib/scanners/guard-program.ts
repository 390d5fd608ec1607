import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** cfn-guard 3.1.1 and the rules of AWS Control Tower, in one package. */
export const CFN_GUARD = '@cdklabs/cdk-validator-cfnguard@0.0.62';

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'ubuntu', darwin: 'macos' };
const MACHINES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };

export interface GuardProgram {
  readonly program: string;
  readonly rules: string;
}

/** cfn-guard below `.build/`, fetched when it is not there yet; undefined on a system for which there is none. */
export async function guardProgram(root: string): Promise<GuardProgram | undefined> {
  const system = SYSTEMS[process.platform];
  const machine = MACHINES[process.arch];
  if (system === undefined || machine === undefined) return undefined;
  const folder = join(root, '.build', 'cfn-guard-0.0.62');
  if (!existsSync(folder)) await fetchTo(folder);
  return {
    program: join(folder, 'package/bin', system, machine, 'cfn-guard'),
    rules: join(folder, 'package/rules/control-tower/cfn-guard'),
  };
}

/** The package without what it depends on: nothing of the CDK is needed. */
async function fetchTo(folder: string): Promise<void> {
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', draft, CFN_GUARD]);
  await run('tar', ['-xzf', join(draft, stdout.trim()), '-C', draft]);
  await rename(draft, folder);
}
