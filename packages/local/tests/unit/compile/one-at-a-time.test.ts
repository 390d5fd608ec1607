import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@safelight/asl/clock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { oneAtATime } from '#local/compile/one-at-a-time.ts';

let lock: string;
beforeAll(async () => {
  lock = join(await mkdtemp(join(tmpdir(), 'darkroom-lock-')), 'a/b.lock');
});
afterAll(() => rm(join(lock, '../..'), { recursive: true, force: true }));

it('does one thing after the other', async () => {
  let working = 0;
  const seen = await Promise.all(
    [1, 2, 3].map((value) =>
      oneAtATime(lock, systemClock, async () => {
        working += 1;
        await new Promise(setImmediate);
        const together = working;
        working -= 1;
        return [value, together];
      }),
    ),
  );
  expect(seen).toEqual([1, 2, 3].map((value) => [value, 1]));
  expect(existsSync(lock)).toBe(false);
});

it('gives the lock back when the work fails', async () => {
  await expect(oneAtATime(lock, systemClock, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(lock)).toBe(false);
});

it('does not wait for a process that is no more', async () => {
  await writeFile(lock, String(spawnSync(process.execPath, ['-e', '']).pid));
  expect(await oneAtATime(lock, systemClock, async () => 'done')).toBe('done');
});
