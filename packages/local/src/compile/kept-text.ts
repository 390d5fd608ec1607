import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '#local/bundle/write-whole.ts';
import { fingerprint } from './fingerprint.ts';
import { removeOld } from './remove-old.ts';

interface KeptTextOptions {
  /** Folder of such texts; where nothing can be written, the text is made each time. */
  readonly cacheDir: string;
  readonly root: string;
  /** Files and folders below `root` that it is made of. */
  readonly inputs: readonly string[];
}

/** Text that is made of files: taken from the cache, and made anew only when one of them is another. Rejects as `make` does. */
export async function keptText(
  { cacheDir, root, inputs }: KeptTextOptions,
  make: () => Promise<string>,
): Promise<string> {
  const path = join(cacheDir, fingerprint(root, inputs, createHash('sha256')));
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;
  const text = await make();
  await writeWhole(path, text).catch(() => undefined);
  await removeOld(cacheDir);
  return text;
}
