import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const MAX_BYTES = 1 << 28;

/** The standard output of a scanner, which ends with another code than 0 when it has found something. Throws when it says nothing. */
export async function outputOf(program: string, words: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)(program, words, { maxBuffer: MAX_BYTES })).stdout;
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && error.stdout) return String(error.stdout);
    throw error;
  }
}
