import { perform } from '@safelight/local/cli/perform';
import { run } from '#lab/run.ts';

/** `npm start` with the words after it, in the repository `root`; resolves with the exit code. */
export const main = (words: readonly string[], root: string): Promise<number> =>
  perform(() => run(words, { root, cwd: process.cwd() }));
