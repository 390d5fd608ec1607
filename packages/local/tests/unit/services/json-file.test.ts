import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '#services/json-file.ts';

const schema = z.object({ names: z.array(z.string()) });
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkroom-json-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a JSON file', () => {
  it('is empty before it is first written', () => {
    expect(readJsonFile(join(folder, 'kept.json'), schema, { names: [] })).toEqual({ names: [] });
  });

  it('is replaced whole, in a folder made for it, and leaves nothing else behind', () => {
    const file = join(folder, 'sns', 'kept.json');
    writeJsonFile(file, { names: ['first', 'second'] });
    writeJsonFile(file, { names: ['third'] });
    expect(readJsonFile(file, schema, { names: [] })).toEqual({ names: ['third'] });
    expect(readdirSync(join(folder, 'sns'))).toEqual(['kept.json']);
  });

  it.each([
    ['is cut short', '{"names": ["a"'],
    ['holds something else', '{"names": 1}'],
  ])('is refused by its name when it %s', (_case, content) => {
    const file = join(folder, 'kept.json');
    writeFileSync(file, content);
    expect(() => readJsonFile(file, schema, { names: [] })).toThrow(`${file} is damaged`);
  });
});
