import { perform } from './perform.ts';
import { run } from './run.ts';

/** `safelight` with the words after it, in the folder `cwd`; resolves with the exit code. */
export const main = (words: readonly string[], cwd: string): Promise<number> => perform(() => run(words, cwd));
