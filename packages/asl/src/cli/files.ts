import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from '#asl/json.ts';
import { UsageError } from './args.ts';

export const readText = (file: string): Promise<string> => reading(file, () => readFile(file, 'utf8'));

async function reading<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new UsageError(code === 'ENOENT' ? `${file}: there is no such file` : `${file}: cannot be read (${code})`);
  }
}

export async function readJson(file: string): Promise<Json> {
  try {
    return JSON.parse(await readText(file));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file}: not valid JSON: ${error.message}`);
    throw error;
  }
}

const NAMED = /\.asl(?:\.json|\.ya?ml)?$/;
const READABLE = /\.(?:json|ya?ml)$/;

/** The files that are named, and those of a folder that hold a state machine, in order of their names. */
export async function findDefinitions(path: string): Promise<readonly string[]> {
  const { isFolder } = await reading(path, async () => ({ isFolder: (await stat(path)).isDirectory() }));
  if (!isFolder) return [path];
  const found = await definitionsIn(path);
  if (found.length === 0) throw new UsageError(`${path}: there is no state machine in it (*.asl.json, *.asl.yaml)`);
  return found;
}

async function definitionsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<readonly string[]> => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : definitionsIn(path);
      return NAMED.test(path) || (READABLE.test(path) && looksLikeOne(await readText(path))) ? [path] : [];
    }),
  );
  return found.flat().sort();
}

/** Other files may be anything. */
const looksLikeOne = (text: string): boolean => /^\s*"?StartAt"?\s*:/m.test(text) && /^\s*"?States"?\s*:/m.test(text);
