import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What was not written for so long, no running environment loads a part of any more. */
const KEPT_MS = 24 * 3_600_000;

/** Removes from a cache's folder what nobody has written to for a day; what was still of use is made anew. */
export async function removeOld(folder: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (now - mtimeMs > KEPT_MS) await rm(path, { recursive: true, force: true });
  }
}

/** Likewise in Node's cache of compiled code, where each of its versions has a folder of its own. */
export async function removeOldCompiled(cache: string, now = Date.now()): Promise<void> {
  for (const version of await readdir(cache).catch(() => [])) await removeOld(join(cache, version), now);
}
