import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failureLine } from '#gateway/failure-line.ts';
import { makeBundle } from '#local/start/bundle.ts';
import { claim, unclaim } from '#local/start/claim.ts';
import { freshBundle } from '#local/start/fresh-bundle.ts';
import { use } from '#local/start/users.ts';

let folder: string;
const entry = () => join(folder, 'entry.ts');
const other = () => join(folder, 'other.ts');
const cache = () => join(folder, 'cache');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
  await writeFile(
    other(),
    `export const where: string = import.meta.url;\nexport const fails = () => { throw new Error('here'); };\n`,
  );
  await writeFile(entry(), `export { fails, where } from './other.ts';\n`);
  // Older than the bundle that is made of them, whatever the file system's clock.
  for (const path of [entry(), other()]) await utimes(path, 1_000, 1_000);
});
afterEach(() => rm(folder, { recursive: true }));

async function bundled() {
  await makeBundle(entry(), cache());
  const path = freshBundle(entry(), cache());
  return import(pathToFileURL(path ?? 'nothing').href);
}

test('there is none before it is made', () => {
  expect(freshBundle(entry(), cache())).toBeUndefined();
});

test('a bundle finds what lies beside its sources, and its failures tell their places there', async () => {
  const { where, fails } = await bundled();
  expect(where).toBe(pathToFileURL(other()).href);
  const failure = await Promise.resolve()
    .then(fails)
    .catch((error: unknown) => error);
  expect(failureLine(failure)).toContain(`${other()}:2:`);
});

test('what is kept is without comments, and of one byte a character', async () => {
  await writeFile(other(), `/** A café\u2026 */\nexport const where = 'é\u2026', fails = () => 0;\n`);
  await utimes(other(), 1_000, 1_000);
  expect((await bundled()).where).toBe('é\u2026');
  const text = await readFile(freshBundle(entry(), cache()) ?? 'nothing', 'utf8');
  expect(text).not.toMatch(/[^\0-\x7f]|\/\*/);
});

/** The entry imports the other module only when it is asked to. */
async function importLater(text: string) {
  await writeFile(entry(), `export const later = () => import('./other.ts');\n`);
  await writeFile(other(), text);
  for (const path of [entry(), other()]) await utimes(path, 1_000, 1_000);
}

test('a part that is imported later is there, whatever was made since, as long as a process uses the bundle', async () => {
  await importLater('export const what = 1;');
  const { later } = await bundled();
  const made = dirname(freshBundle(entry(), cache()) ?? 'nothing');
  use(made);
  await importLater('export const what = 2;');
  expect((await (await bundled()).later()).what).toBe(2);
  expect((await later()).what).toBe(1);
  await rm(join(made, `${process.pid}.user`));
  await importLater('export const what = 3;');
  await makeBundle(entry(), cache());
  expect(existsSync(made)).toBe(false);
});

test('a package outside is loaded with the part that imports it, and not before', async () => {
  const thing = join(folder, 'node_modules/@smithy/thing');
  await mkdir(thing, { recursive: true });
  await writeFile(join(thing, 'index.js'), `exports.loaded = true; process.emit('thing');`);
  let loaded = 0;
  const count = () => (loaded += 1);
  process.on('thing', count);
  await importLater(`import { loaded } from '@smithy/thing';\nexport const isLoaded: unknown = loaded;`);
  const { later } = await bundled();
  expect(loaded).toBe(0);
  expect((await later()).isLoaded).toBe(true);
  expect(loaded).toBe(1);
  process.off('thing', count);
});

test.each([
  ['changed', () => writeFile(other(), 'export const where = 1, fails = 2;')],
  ['touched', () => utimes(other(), 2_000, 2_000)],
  ['removed', () => rm(other())],
] as const)('a bundle is not taken when a source is %s', async (_, change) => {
  await makeBundle(entry(), cache());
  expect(freshBundle(entry(), cache())).toBeDefined();
  await change();
  expect(freshBundle(entry(), cache())).toBeUndefined();
});

test('a bundle whose source is newer than its making is not kept', async () => {
  const later = Date.now() / 1_000 + 60;
  await utimes(other(), later, later);
  await makeBundle(entry(), cache());
  expect(freshBundle(entry(), cache())).toBeUndefined();
});

test('a bundle is not taken for that of another program in the same cache', async () => {
  await makeBundle(entry(), cache());
  expect(freshBundle(other(), cache())).toBeUndefined();
});

test('of several starts one makes the bundle, until it has, or has been at it for too long', () => {
  const soon = Date.now();
  expect([claim(cache(), soon), claim(cache(), soon)]).toEqual([true, false]);
  expect(claim(cache(), soon + 61_000)).toBe(true);
  unclaim(cache());
  expect(claim(cache(), soon)).toBe(true);
});

test('none is made where nothing can be written', () => {
  expect(claim(join(entry(), 'cache'))).toBe(false);
});

test.each(['null', '{', '{"entry":1}', '[]'])('a record that is %s is none', async (text) => {
  await makeBundle(entry(), cache());
  await writeFile(join(cache(), 'bundle.json'), text);
  expect(freshBundle(entry(), cache())).toBeUndefined();
});

test('a start that finds no bundle leaves one to the next, even where it ends at once', async () => {
  const loader = new URL('../../../src/start/load.ts', import.meta.url);
  const script = `const { load } = await import(process.argv[1]); await load(process.argv[2], process.argv[3]);`;
  const words = ['--input-type=module', '-e', script, loader.href, entry(), cache()];
  await promisify(execFile)(process.execPath, words, { cwd: fileURLToPath(new URL('.', loader)) });
  await expect.poll(() => freshBundle(entry(), cache()), { timeout: 20_000 }).toBeDefined();
});
