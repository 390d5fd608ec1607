import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '@safelight/asl/clock';
import { isAlive } from '#local/start/is-alive.ts';

const LOOK_AGAIN_MS = 50;

/**
 * Does the work while no other process does any under the same lock file. One that was left by a process which is no more
 * counts for nothing.
 */
export async function oneAtATime<T>(lockFile: string, clock: Clock, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(lockFile), { recursive: true });
  while (!(await taken(lockFile))) await clock.sleep(LOOK_AGAIN_MS);
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

async function taken(lockFile: string): Promise<boolean> {
  try {
    await writeFile(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const owner = Number(await readFile(lockFile, 'utf8').catch(() => ''));
    if (owner > 0 && !isAlive(owner)) await rm(lockFile, { force: true });
    return false;
  }
}
