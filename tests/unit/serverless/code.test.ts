import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bundleCode } from '@safelight/local/bundle/code';
import { afterAll, beforeAll, expect, it } from 'vitest';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'darkroom-bundle-'));
  await mkdir(join(root, 'functions'));
  await writeFile(
    join(root, 'functions/hello.ts'),
    'export const handler = async (name: string): Promise<string> => `hello ${name}`;',
  );
  // There is no such package here: what stands in for it is bundled.
  await writeFile(
    join(root, 'functions/followed.ts'),
    `import { createNamespace, getNamespace } from 'cls-hooked/context';
     export const handler = async () => {
       const nowhere = createNamespace('other').get('segment');
       const followed = getNamespace('traces') ?? createNamespace('traces');
       followed.enter(followed.createContext());
       followed.set('segment', 'of all');
       let bound: () => unknown = () => undefined;
       const inside = await followed.runAndReturn(async () => {
         followed.set('segment', 'bound');
         bound = followed.bind(() => followed.get('segment'));
         return followed.runAndReturn(async () => {
           followed.set('segment', 'its own');
           await new Promise((resolve) => setImmediate(resolve));
           return followed.get('segment');
         });
       });
       return { inside, after: followed.get('segment'), beside: bound(), nowhere };
     };`,
  );
});

afterAll(() => rm(root, { recursive: true }));

it('puts one module and its source map where the handler says', async () => {
  const { files, needsSharp } = await bundleCode(root, 'functions/hello.handler');
  expect([...files.keys()].sort()).toEqual(['functions/hello.mjs', 'functions/hello.mjs.map']);
  expect(needsSharp).toBe(false);
});

it('follows what belongs to an invocation without hooks on every promise, as the X-Ray SDK asks it to', async () => {
  const { files } = await bundleCode(root, 'functions/followed.handler');
  for (const [path, contents] of files) await writeFile(join(root, path), contents);
  const { handler } = await import(pathToFileURL(join(root, 'functions/followed.mjs')).href);
  expect(await handler()).toEqual({ inside: 'its own', after: 'of all', beside: 'bound', nowhere: undefined });
});

it.each([
  ['whole', "import http from 'node:http'; const told = [http.Agent.name, http.METHODS.includes('PUT')];"],
  ['by name', "import { Agent, METHODS } from 'http'; const told = [Agent.name, METHODS.includes('PUT')];"],
  [
    'as a namespace',
    "import * as http from 'node:http'; const told = [http.Agent.name, http.METHODS.includes('PUT')];",
  ],
  ['required', "const http = require('node:http'); const told = [http.Agent.name, http.METHODS.includes('PUT')];"],
])('a bundle has node:http, and loads no undici for it: %s', async (_, code) => {
  const tell =
    "console.log(JSON.stringify([...told, process.moduleLoadList.some((name) => name.includes('undici'))]));";
  await writeFile(join(root, 'functions/asks.ts'), `${code} ${tell}`);
  const { files } = await bundleCode(root, 'functions/asks.handler');
  for (const [path, contents] of files) await writeFile(join(root, path), contents);
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'functions/asks.mjs')]);
  expect(JSON.parse(stdout)).toEqual(['Agent', true, false]);
});

it('refuses a handler without a file in one line', async () => {
  await expect(bundleCode(root, 'functions/gone.handler')).rejects.toThrow(
    'The handler functions/gone.handler has no file functions/gone.ts.',
  );
});
