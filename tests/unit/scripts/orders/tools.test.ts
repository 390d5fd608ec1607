import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (tool: string, words: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const file = fileURLToPath(new URL(`../../../../scripts/orders/${tool}.ts`, import.meta.url));
    execFile(process.execPath, [file, ...words], (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });

/** Each takes a process of its own, so only what differs from tool to tool is tried. */
describe('the tools for orders', () => {
  it.concurrent.each(['cancel', 'replay'])('%s explains itself', async (tool) => {
    const { code, stdout } = await run(tool, ['--help']);
    expect([code, stdout.split('\n')[0]]).toEqual([0, expect.stringContaining(`npm run orders:${tool} `)]);
  });

  it.concurrent.each([
    ['place', ['cat.jpg', '--quantity', 'many'], expect.stringContaining('quantity: ')],
    ['stock', ['none'], 'SHEETS is a number from 1 to 9999999, not none.'],
    ['approve', ['o-1', '--approve', '--refuse'], 'Say one of --approve, --refuse and --hold.'],
    ['replay', ['--attempt', 'x'], '--attempt takes a number from 1 to 99, not x.'],
  ])('%s %j is refused in one line, with exit code 2', async (tool, words, line) => {
    const { code, stderr } = await run(tool, words);
    expect([code, stderr.trimEnd()]).toEqual([2, line]);
  });
});
