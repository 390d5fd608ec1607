import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '@safelight/local/cli/usage';

const run = promisify(execFile);

/** A commit built in a folder of its own. */
export interface Checkout {
  readonly root: string;
  /** The commit's short name. */
  readonly name: string;
  remove(): Promise<void>;
}

/** Checks a commit out beside the repository and installs what its own lock file says. Rejects with UsageError, one line. */
export async function checkOut(
  repository: string,
  commit: string,
  progress: (line: string) => void,
): Promise<Checkout> {
  const git = (...words: readonly string[]) => run('git', [...words], { cwd: repository });
  const { stdout } = await git('rev-parse', '--verify', '--quiet', '--short', `${commit}^{commit}`).catch(async () => {
    const { stdout: shallow } = await git('rev-parse', '--is-shallow-repository').catch(() => ({ stdout: 'false' }));
    const why = shallow.trim() === 'true' ? 'this clone is shallow: git fetch --unshallow' : 'it is not known here';
    throw new UsageError(`--against ${commit}: ${why}.`);
  });
  const folder = await mkdtemp(join(tmpdir(), 'bench-against-'));
  const root = join(folder, 'build');
  const remove = async () => {
    await git('worktree', 'remove', '--force', root).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const name = stdout.trim();
    progress(`against: building ${name} …`);
    await git('worktree', 'add', '--quiet', '--detach', root, name);
    // The recordings lie beside a repository, and the driver of the engine wants them there.
    await symlink(resolve(repository, '../shared'), join(folder, 'shared'));
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, maxBuffer: 1 << 26 });
    return { root, name, remove };
  } catch (error) {
    await remove();
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : error;
    throw new UsageError(`--against ${commit}: it cannot be built: ${said}`);
  }
}
