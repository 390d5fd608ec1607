import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '#local/bundle/write-whole.ts';
import { removeOld } from './remove-old.ts';

/**
 * Text that is made of files: taken from the cache, and made anew only when one of them is another. Rejects as `make` does, and
 * where a file cannot be read.
 *
 * @param cacheDir folder of such texts; where nothing can be written, the text is made each time
 */
export async function keptText(
  cacheDir: string,
  files: readonly string[],
  make: () => Promise<string>,
): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(file));
  const path = join(cacheDir, hash.digest('hex').slice(0, 16));
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;
  const text = await make();
  await writeWhole(path, text).catch(() => undefined);
  await removeOld(cacheDir);
  return text;
}
