import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installFromDebian } from '#tests/support/debian.ts';

const run = promisify(execFile);

/** One AWS CLI: its program, and what every command begins with. */
export interface Cli {
  readonly name: string;
  readonly program: string;
  /** Versions before 2.13 do not know `AWS_ENDPOINT_URL`. */
  readonly endpointOption: boolean;
}

export async function cliV1(bin: string): Promise<Cli> {
  const program = join(bin, 'aws');
  return { name: await version(program), program, endpointOption: false };
}

/** CLI v2 as Debian packages it; undefined, with the reason, where it cannot be installed. */
export async function cliV2(): Promise<Cli | string> {
  const program = '/usr/bin/aws';
  try {
    if (!existsSync(program)) await installFromDebian('awscli');
    return { name: await version(program), program, endpointOption: true };
  } catch (error) {
    return `CLI v2 cannot be installed here: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  }
}

async function version(program: string): Promise<string> {
  const { stdout, stderr } = await run(program, ['--version']);
  return (stdout || stderr).split(' ')[0] ?? program;
}
