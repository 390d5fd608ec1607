import childProcess, { type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type CodeOf, functionCode } from '#local/compile/function-code.ts';

let root: string;
let cacheDir: string;
let codeOf: CodeOf;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'darkroom-code-'));
  cacheDir = join(root, 'cache');
  codeOf = functionCode({ root, cacheDir });
  await mkdir(join(root, 'functions'));
  await source('greeting', `export const greeting: string = 'hello';`);
  await source('greet', `import { greeting } from './greeting.ts';\nexport const handler = async () => greeting;`);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const source = (name: string, text: string) => writeFile(join(root, 'functions', `${name}.ts`), text);
const greet = async (folder: string) =>
  (await import(`${join(folder, 'functions/greet.mjs')}?${Math.random()}`)).handler();

it('is one module with all that the handler imports, and its source map', async () => {
  const folder = await codeOf('functions/greet.handler');
  expect(await greet(folder)).toBe('hello');
  expect((await readdir(join(folder, 'functions'))).sort()).toEqual(['greet.mjs', 'greet.mjs.map']);
});

it('is made once, and anew when anything below functions/ has changed', async () => {
  const first = await codeOf('functions/greet.handler');
  expect(await codeOf('functions/greet.handler')).toBe(first);
  await source('greeting', `export const greeting = 'good evening';`);
  const second = await codeOf('functions/greet.handler');
  expect(await Promise.all([greet(first), greet(second)])).toEqual(['hello', 'good evening']);
});

it('is made by another bundler where the first is killed at work', async () => {
  const spawned: ChildProcess[] = [];
  const { spawn } = childProcess;
  const spy = vi.spyOn(childProcess, 'spawn').mockImplementation((...words: Parameters<typeof spawn>) => {
    const child = spawn(...words);
    // The first answers nothing before it is killed.
    if (spawned.push(child) === 1) {
      child.kill('SIGSTOP');
      setImmediate(() => child.kill('SIGKILL'));
    }
    return child;
  });
  try {
    expect(await greet(await codeOf('functions/greet.handler'))).toBe('hello');
    expect(spawned).toHaveLength(2);
  } finally {
    spy.mockRestore();
  }
});

it('is whole for everybody who asks at the same time, also for different handlers', async () => {
  await source('other', `export const handler = async () => 'other';`);
  const handlers = ['greet', 'other', 'greet', 'other'].map((name) => `functions/${name}.handler`);
  const [folder] = await Promise.all(handlers.map(codeOf));
  expect(existsSync(join(folder ?? '', 'functions/greet.mjs'))).toBe(true);
  expect(await readFile(join(folder ?? '', 'functions/other.mjs'), 'utf8')).toContain('other');
});

it.each([
  [
    'greet',
    `export const handler = ;`,
    /^functions\/greet\.handler cannot be bundled: functions\/greet\.ts:1:23: ERROR: /,
  ],
  ['greet', `import './nowhere.ts';`, /cannot be bundled: .*Could not resolve "\.\/nowhere\.ts"$/],
  [
    'unrelated',
    '',
    /^functions\/missing\.handler cannot be bundled: The handler .* has no file functions\/missing\.ts\.$/,
  ],
])('says in one line why %s cannot be had, and the next try may work', async (name, text, message) => {
  await source(name, text);
  const handler = name === 'unrelated' ? 'functions/missing.handler' : 'functions/greet.handler';
  await expect(codeOf(handler)).rejects.toThrow(message);
  await source(handler.slice(10, -8), `export const handler = async () => 'mended';`);
  expect(existsSync(await codeOf(handler))).toBe(true);
});

it('does not keep for ever what was made of older sources', async () => {
  const first = await codeOf('functions/greet.handler');
  await utimes(first, new Date(0), new Date(0));
  await source('greeting', `export const greeting = 'new';`);
  await codeOf('functions/greet.handler');
  expect(existsSync(first)).toBe(false);
});
