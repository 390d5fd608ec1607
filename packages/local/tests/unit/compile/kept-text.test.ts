import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keptText } from '#local/compile/kept-text.ts';

let folder: string;
const file = () => join(folder, 'source');
const make = vi.fn<() => Promise<string>>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'));
  await writeFile(file(), 'one');
  make.mockReset().mockResolvedValue('text');
});
afterEach(() => rm(folder, { recursive: true }));

test('a text is made once, and again when a file of it changes', async () => {
  const text = () => keptText({ cacheDir: join(folder, 'cache'), root: folder, inputs: ['source'] }, make);
  expect([await text(), await text()]).toEqual(['text', 'text']);
  expect(make).toHaveBeenCalledTimes(1);
  await writeFile(file(), 'two');
  make.mockResolvedValue('other');
  expect(await text()).toBe('other');
});

test('a text is made each time where it cannot be kept', async () => {
  const text = () => keptText({ cacheDir: join(file(), 'cache'), root: folder, inputs: ['source'] }, make);
  expect([await text(), await text()]).toEqual(['text', 'text']);
  expect(make).toHaveBeenCalledTimes(2);
});

test('nothing is kept of a text that cannot be made', async () => {
  make.mockRejectedValueOnce(new Error('no template'));
  await expect(keptText({ cacheDir: join(folder, 'cache'), root: folder, inputs: ['source'] }, make)).rejects.toThrow(
    'no template',
  );
  expect(await keptText({ cacheDir: join(folder, 'cache'), root: folder, inputs: ['source'] }, make)).toBe('text');
});
