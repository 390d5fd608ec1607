import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Longer than a bundle takes on any machine: whoever claimed it then is gone. */
const LONGEST_MAKING_MS = 60_000;

const claimIn = (cache: string) => join(cache, 'making');

/** Whether it is ours to make the bundle: of several starts at once only one does, and none where nothing can be written. */
export function claim(cache: string, now = Date.now()): boolean {
  try {
    mkdirSync(cache, { recursive: true });
    const claimed = statSync(claimIn(cache), { throwIfNoEntry: false });
    if (claimed && now - claimed.mtimeMs > LONGEST_MAKING_MS) unclaim(cache);
    closeSync(openSync(claimIn(cache), 'wx'));
    return true;
  } catch {
    return false;
  }
}

export const unclaim = (cache: string): void => rmSync(claimIn(cache), { force: true });
