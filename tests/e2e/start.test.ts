import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from '#tests/support/root.ts';

describe('npm start says in one line what is missing', () => {
  /** A repository with nothing but what starts it. */
  async function repository(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'darkroom-start-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await mkdir(join(folder, 'lab'));
    await cp(join(root, 'lab/start.cjs'), join(folder, 'lab/start.cjs'));
    return folder;
  }

  /** Its exit code, and what it says. */
  const start = (folder: string, ...words: readonly string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [...words, join(folder, 'lab/start.cjs')], {
      encoding: 'utf8',
    });
    return [status, stderr];
  };

  it('where nothing was installed', async () => {
    expect(start(await repository())).toEqual([1, 'The dependencies are not there: run npm ci.\n']);
  });

  it('where Node is old and no script of the dependencies has run', async () => {
    const folder = await repository();
    await mkdir(join(folder, 'node_modules/@safelight/local'), { recursive: true });
    const old = join(folder, 'old.cjs');
    await writeFile(old, "Object.defineProperty(process.versions, 'node', { value: '20.19.5' });");
    expect(start(folder, '--require', old)).toEqual([
      1,
      expect.stringMatching(/^Node 20.19.5 is too old, .* run npm rebuild node, or install .*\n$/),
    ]);
  });
});
