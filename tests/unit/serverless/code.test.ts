import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCode } from '@safelight/local/bundle/code';
import { beforeAll, expect, it } from 'vitest';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'darkroom-bundle-'));
  await mkdir(join(root, 'functions'));
  await writeFile(
    join(root, 'functions/hello.ts'),
    'export const handler = async (name: string): Promise<string> => `hello ${name}`;',
  );
});

it('puts one module and its source map where the handler says', async () => {
  const { files, needsSharp } = await bundleCode(root, 'functions/hello.handler');
  expect([...files.keys()].sort()).toEqual(['functions/hello.mjs', 'functions/hello.mjs.map']);
  expect(needsSharp).toBe(false);
});

it('refuses a handler without a file in one line', async () => {
  await expect(bundleCode(root, 'functions/gone.handler')).rejects.toThrow(
    'The handler functions/gone.handler has no file functions/gone.ts.',
  );
});
