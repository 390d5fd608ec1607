import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as z from 'zod';
import { DamagedFileError } from '#gateway/kept-seed.ts';

/** What a service keeps in one file; `empty` where there is no file yet. Throws a DamagedFileError for one that cannot be read. */
export function readJsonFile<T>(file: string, schema: z.ZodType<T>, empty: T): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return empty;
    throw new DamagedFileError(`${file} is damaged: put back a copy of it, or empty the data folder with --reset.`, {
      cause: error,
    });
  }
}

/** Replaces the file whole: a reader, or a next start, finds the old content or the new. */
export function writeJsonFile(file: string, content: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(content, undefined, 2));
  renameSync(`${file}.new`, file);
}
