import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const INSTALL_MS = 10 * 60_000;

/** Python, or its `venv`, is not on this machine. */
export class NoPythonError extends Error {
  override readonly name = 'NoPythonError';
}

/**
 * The `bin` folder of a virtual environment below `.build/` with these packages (`cfn-lint==1.58.0`), made when it is not
 * there yet. Throws NoPythonError where that cannot be, and pip's own last line when a package cannot be installed.
 */
export async function pythonTools(root: string, ...packages: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(packages.join('\n')).digest('hex').slice(0, 12);
  const venv = join(root, '.build', `python-${hash}`);
  const complete = join(venv, 'complete');
  if (!existsSync(complete)) {
    await rm(venv, { recursive: true, force: true });
    await makeEnvironment(venv);
    await install(join(venv, 'bin/python'), packages);
    await writeFile(complete, '');
  }
  return join(venv, 'bin');
}

async function makeEnvironment(venv: string): Promise<void> {
  try {
    await run('python3', ['-m', 'venv', venv]);
  } catch (error) {
    throw new NoPythonError(`Python 3 with its venv module is not here: ${lastLine(error)}`);
  }
}

async function install(python: string, packages: readonly string[]): Promise<void> {
  const words = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages];
  try {
    await run(python, words, { timeout: INSTALL_MS });
  } catch (error) {
    throw new Error(`pip cannot install ${packages.join(' ')}: ${lastLine(error)}`);
  }
}

const lastLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).trimEnd().split('\n').at(-1) ?? '';
