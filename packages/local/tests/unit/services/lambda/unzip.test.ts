import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { afterAll, expect, it } from 'vitest';
import { unzipInto } from '#services/lambda/code/unzip.ts';

const root = mkdtempSync(join(tmpdir(), 'local-unzip-'));
afterAll(() => rmSync(root, { recursive: true }));

const bytes = (length: number, fill = 'x') => Buffer.alloc(length, fill);
const zip = (files: Zippable) => Buffer.from(zipSync(files));

it('unpacks files of both kinds, folders deep, and lets others have their turn', async () => {
  const folder = join(root, 'all');
  let turns = 0;
  const others = () => {
    turns += 1;
    timer = setImmediate(others);
  };
  let timer = setImmediate(others);
  await unzipInto(
    folder,
    zip({ 'index.js': bytes(10), 'a/b/': bytes(0), 'a/c.txt': [bytes(300_000, 'y'), { level: 0 }] }),
  );
  clearImmediate(timer);
  expect(readFileSync(join(folder, 'index.js'), 'utf8')).toBe('x'.repeat(10));
  expect(readFileSync(join(folder, 'a/c.txt'), 'utf8')).toBe('y'.repeat(300_000));
  expect(turns).toBeGreaterThan(0);
});

it.each<[string, Buffer, RegExp]>([
  ['what is larger than may be', zip({ a: bytes(60), b: bytes(60) }), /^Unzipped size must be smaller than 100 bytes$/],
  ['a name that leads out', zip({ a: bytes(1), '../b': bytes(1) }), /^Could not unzip uploaded file\./],
  ['an absolute name', zip({ '/tmp/b': bytes(1) }), /^Could not unzip uploaded file\./],
  ['nothing', Buffer.alloc(0), /^Uploaded file must be a non-empty zip$/],
  ['a zip of folders', zip({ 'a/': bytes(0) }), /^Uploaded file must be a non-empty zip$/],
  ['half a zip', zip({ a: bytes(50) }).subarray(0, 60), /^Could not unzip uploaded file\./],
])('refuses %s before anything is unpacked', async (what, given, says) => {
  const folder = join(root, what);
  await expect(unzipInto(folder, given, 100)).rejects.toMatchObject({
    code: 'InvalidParameterValueException',
    message: expect.stringMatching(says),
  });
  expect(existsSync(folder)).toBe(false);
});
