import { execFile } from 'node:child_process';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where tarballs lie in a new repository. */
export const VENDOR = 'vendor';

/** A package as it was packed. */
export interface Packed {
  readonly name: string;
  readonly version: string;
  readonly file: string;
  /** Of the tarball: the same sources give the same. */
  readonly integrity: string;
}

/** Packs the packages of the repository into `folder`. */
export async function packInto(folder: string, root: string): Promise<readonly Packed[]> {
  await mkdir(folder, { recursive: true });
  const draft = join(root, '.build', `pack-${process.pid}`);
  await mkdir(draft, { recursive: true });
  try {
    const words = ['pack', '--workspaces', '--json', '--silent', '--pack-destination', draft];
    const { stdout } = await run('npm', words, { cwd: root, maxBuffer: 1 << 26 });
    const packed = readPacked(JSON.parse(stdout.slice(stdout.indexOf('['))));
    for (const { file } of packed) await rename(join(draft, file), join(folder, file));
    return packed;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const readPacked = (list: readonly Record<'name' | 'version' | 'filename' | 'integrity', string>[]) =>
  list.map(({ name, version, filename, integrity }) => ({ name, version, file: filename, integrity }));

/** Package -> `file:vendor/…tgz`, for a manifest. */
export const vendored = (packed: readonly Packed[]): Readonly<Record<string, string>> =>
  Object.fromEntries(packed.map(({ name, file }) => [name, `file:${VENDOR}/${file}`]));
