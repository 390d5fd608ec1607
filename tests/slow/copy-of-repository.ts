import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '#tests/support/root.ts';

const run = promisify(execFile);

/** The commands of a recipe: what its section of a page shows indented, line by line. */
export async function commandsOf(page: string, recipe: string): Promise<string> {
  const text = await readFile(join(root, page), 'utf8');
  const section = text.split(/^#{2,3} /m).find((part) => part.startsWith(`${recipe}\n`));
  const lines = section?.split('\n').filter((line) => /^ {4,}(git|sed) /.test(line)) ?? [];
  if (lines.length === 0) throw new Error(`${page} shows no command for "${recipe}".`);
  return lines.join('\n');
}

/** All that git knows of, as it is now, in a repository of its own. */
export async function copyOfRepository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-recipe-'));
  const { stdout } = await run('git', ['ls-files', '-z'], { cwd: root });
  for (const path of stdout.split('\0').filter(Boolean)) {
    await cp(join(root, path), join(folder, path)).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  // Linked one by one: the packages of the copy are its own.
  await mkdir(join(folder, 'node_modules/@safelight'), { recursive: true });
  for (const name of await readdir(join(root, 'node_modules')))
    if (name !== '@safelight' && name !== '.cache')
      await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  for (const name of ['asl', 'local'])
    await symlink(join(folder, 'packages', name), join(folder, 'node_modules/@safelight', name));
  await run('git', ['init', '--quiet'], { cwd: folder });
  await run('git', ['add', '--all'], { cwd: folder });
  return folder;
}
