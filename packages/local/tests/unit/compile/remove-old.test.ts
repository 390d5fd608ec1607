import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { removeOld, removeOldCompiled } from '#local/compile/remove-old.ts';

const HOUR = 3_600;

function cacheOf(hours: Readonly<Record<string, number>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'remove-old-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'v24'));
  for (const [name, ago] of Object.entries(hours)) {
    const path = join(folder, 'v24', name);
    writeFileSync(path, name);
    utimesSync(path, Date.now() / 1000 - ago * HOUR, Date.now() / 1000 - ago * HOUR);
  }
  return folder;
}

it.each([
  ['a folder', (cache: string) => removeOld(join(cache, 'v24'))],
  ['the folder of each version of Node', removeOldCompiled],
])('what was not written for a day goes from %s', async (_, remove) => {
  const cache = cacheOf({ today: 1, lately: 23, yesterday: 25, 'long ago': 900 });
  await remove(cache);
  expect(readdirSync(join(cache, 'v24')).sort()).toEqual(['lately', 'today']);
});

it('a cache that is not there yet has nothing old', async () => {
  await expect(removeOldCompiled(join(tmpdir(), 'no-such-cache'))).resolves.toBeUndefined();
});
