import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { vi } from 'vitest';
import { root } from './root.ts';

/** What a command has printed, and its exit code. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Thrown where a main ends its process. */
class Exit extends Error {}

let runs = 0;

/** A shell script has a process of its own. */
function runScript(file: string, words: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync('bash', [file, ...words], { cwd: root, encoding: 'utf8' });
  return { code: status ?? 1, out: stdout, err: stderr };
}

/**
 * Runs the main of a command in this process, with some words: what it imports is loaded once for all of them.
 * @param file from the root of the repository
 */
export async function runMain(file: string, words: readonly string[]): Promise<Ended> {
  if (extname(file) === '') return runScript(file, words);
  const printed = { out: '', err: '' };
  const { argv, exitCode } = process;
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(collect((text) => (printed.out += text))),
    vi.spyOn(process.stderr, 'write').mockImplementation(collect((text) => (printed.err += text))),
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      if (code !== undefined) process.exitCode = code ?? 0;
      throw new Exit();
    }),
  ];
  process.argv = [process.execPath, join(root, file), ...words];
  process.exitCode = 0;
  runs += 1;
  try {
    await load(file, words).catch((error: unknown) => {
      if (!(error instanceof Exit)) throw error;
    });
    return { code: Number(process.exitCode), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.argv = argv;
    process.exitCode = exitCode;
  }
}

/** A program whose main loads it from a bundle is called as that does; any other runs when it is imported. */
async function load(file: string, words: readonly string[]): Promise<void> {
  const entry = join(root, dirname(file), 'entry.ts');
  if (!existsSync(entry)) await import(`${join(root, file)}?run=${runs}`);
  else process.exitCode = await (await import(entry)).main(words, root);
}

const collect = (take: (text: string) => void) => (chunk: string | Uint8Array) => {
  take(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
  return true;
};
