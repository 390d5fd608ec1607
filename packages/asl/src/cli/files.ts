import { readFile } from 'node:fs/promises';
import type { Json } from '#asl/json.ts';
import { UsageError } from './args.ts';

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
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
