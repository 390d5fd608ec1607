import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { root } from '#tests/support/root.ts';
import { projectTemplate } from '#tests/support/system.ts';

let folder: string;
beforeAll(async () => {
  await projectTemplate();
  folder = await mkdtemp(join(tmpdir(), 'darkroom-signals-'));
  await writeFile(join(folder, 'photo.txt'), 'no picture');
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** `npm start -- --once` on a photo whose functions do not come to an end. */
function start(temporary: string) {
  const words = ['--once', join(folder, 'photo.txt'), '--fault', 'lambda:*:delay=600s'];
  const child = spawn(process.execPath, [join(root, 'lab/main.ts'), ...words], {
    cwd: folder,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, ended: once(child, 'exit') };
}

type Run = ReturnType<typeof start>;

/** The functions have been called. */
async function developing({ child }: Run): Promise<void> {
  let told = '';
  for await (const chunk of child.stderr) {
    told += chunk;
    if (told.includes('strikes')) return;
  }
  throw new Error(`It ended by itself: ${told}`);
}

/** The data folder is there, the system is not yet. */
async function booting(_run: Run, temporary: string): Promise<void> {
  await vi.waitFor(async () => expect(await readdir(temporary)).toHaveLength(1), { timeout: 30_000, interval: 10 });
}

it.each([
  { signal: 'SIGINT', at: 'developing', reached: developing, code: 130 },
  { signal: 'SIGTERM', at: 'booting', reached: booting, code: 143 },
] as const)(
  '--once ends at $signal while $at, and leaves no data folder',
  async ({ signal, reached, code }) => {
    const temporary = await mkdtemp(join(folder, 'tmp-'));
    const run = start(temporary);
    await reached(run, temporary);
    expect(await readdir(temporary)).toEqual([expect.stringMatching(/^local-/)]);
    run.child.kill(signal);
    expect(await run.ended).toEqual([code, null]);
    expect(await readdir(temporary)).toEqual([]);
  },
  60_000,
);
