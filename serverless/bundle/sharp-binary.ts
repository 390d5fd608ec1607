import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Architecture = 'arm64' | 'x86_64';

const run = promisify(execFile);
const NPM_CPU = { arm64: 'arm64', x86_64: 'x64' } as const;

/**
 * The native half of sharp for Lambda, whatever machine packages it: zip path -> content.
 * npm itself fetches the binary of the locked version, into a folder beside the build.
 */
export async function sharpBinary(root: string, architecture: Architecture): Promise<Map<string, Uint8Array>> {
  const packages = await installedFor(root, architecture);
  const cpu = NPM_CPU[architecture];
  const files = new Map<string, Uint8Array>();
  for (const name of [`@img/sharp-linux-${cpu}`, `@img/sharp-libvips-linux-${cpu}`]) {
    for (const file of await filesBelow(join(packages, name))) {
      files.set(`node_modules/${name}/${file}`, await readFile(join(packages, name, file)));
    }
  }
  return files;
}

async function installedFor(root: string, architecture: Architecture): Promise<string> {
  const lock = await readFile(join(root, 'package-lock.json'));
  const folder = join(
    root,
    '.build',
    `sharp-${architecture}-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`,
  );
  if (!existsSync(folder)) await install(root, folder, NPM_CPU[architecture]);
  return join(folder, 'node_modules');
}

async function install(root: string, folder: string, cpu: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) await copyFile(join(root, file), join(draft, file));
  const platform = ['--os=linux', `--cpu=${cpu}`, '--libc=glibc'];
  await run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', ...platform], { cwd: draft });
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.(md|h)$/.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
