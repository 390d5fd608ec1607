import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { applicationFiles, type Wishes } from './files.ts';
import { packInto, VENDOR } from './packages.ts';

const run = promisify(execFile);

/** A folder that holds nothing, or is not there yet. */
export const isFree = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0;

interface CreateOptions extends Wishes {
  /** This repository. */
  readonly root: string;
  /** Absolute; free. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** Makes the new repository beside its folder, and moves it there once it is whole. */
export async function createRepository({ root, folder, say, ...wishes }: CreateOptions): Promise<void> {
  const draft = join(dirname(folder), `.${basename(folder)}.${process.pid}`);
  await mkdir(draft, { recursive: true });
  try {
    say('Packing the runtime …');
    const packed = await packInto(join(draft, VENDOR), root);
    say(`Copying the application as ${wishes.name} …`);
    await writeAll(draft, await applicationFiles(root, wishes, packed));
    say('Installing its dependencies, for its lock file …');
    await npm(draft, 'install', '--no-audit', '--no-fund');
    await npm(draft, 'run', 'format');
    for (const page of ['docs:permissions', 'docs:pictures']) await npm(draft, 'run', page);
    await firstCommit(draft);
    if (existsSync(folder)) await rmdir(folder);
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function writeAll(folder: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const [path, content] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    if (content.subarray(0, 2).toString() === '#!') await chmod(file, 0o755);
  }
}

/** Rejects with the last line that npm said of what went wrong. */
export async function npm(folder: string, ...words: readonly string[]): Promise<void> {
  try {
    await run('npm', [...words], { cwd: folder, maxBuffer: 1 << 26 });
  } catch (error) {
    const { stderr = '', stdout = '' } =
      error instanceof Error ? ({ ...error } as { stderr?: string; stdout?: string }) : {};
    const said = `${stdout}\n${stderr}`.split('\n').findLast((line) => /error/i.test(line));
    throw new Error(`npm ${words.join(' ')} failed: ${said ?? 'it said nothing.'}`);
  }
}

async function firstCommit(folder: string): Promise<void> {
  const git = (...words: readonly string[]) => run('git', [...words], { cwd: folder });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  const identity = await git('config', 'user.email').then(
    () => [],
    () => ['-c', 'user.name=Nobody', '-c', 'user.email=nobody@example.com'],
  );
  await git(...identity, 'commit', '--quiet', '--message', 'A serverless photo lab');
}
