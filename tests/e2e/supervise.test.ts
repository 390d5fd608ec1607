import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from '#tests/support/root.ts';

const program = join(root, 'tests/support/supervised/program.ts');

/** Node code that supervises the program. */
const supervising = (how: string, stuckMs = 5_000) => {
  const words = [process.execPath, [program, how], stuckMs].map((word) => JSON.stringify(word)).join(', ');
  return `require(${JSON.stringify(join(root, 'lab/supervise.cjs'))}).supervise(${words})`;
};

interface Run {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** All that holds the output has ended. */
  readonly closed: Promise<unknown[]>;
  said(line: string): Promise<void>;
}

function run(command: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const child = spawn(command, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  const said = (line: string) =>
    new Promise<void>((resolve) => {
      const look = () => void (lines.includes(line) && resolve());
      waiting.push(look);
      look();
    });
  return { child, lines, closed: once(child, 'close'), said };
}

describe('a supervised program', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('ends in order at %s, with its own exit code', async (signal) => {
    const { child, said, closed, lines } = run(process.execPath, ['-e', supervising('well')]);
    await said('ready');
    child.kill(signal);
    expect(await closed).toEqual([3, null]);
    expect(lines).toEqual(['ready', `stopped by ${signal}`]);
  });

  it('is told of, and ended, while its event loop stands still', async () => {
    const { child, said, closed, lines } = run(process.execPath, ['-e', supervising('stuck', 1)]);
    await said('ready');
    child.kill('SIGTERM');
    expect(await closed).toEqual([137, null]);
    expect(lines.filter((line) => line !== 'ready')).toEqual([
      expect.stringMatching(/^The system has been busy with one thing for \d+ s, and answers nobody meanwhile/),
      'The system does not end by itself and is ended; what it has acknowledged is kept.',
    ]);
  });

  it('ends when the shell of npm is killed, which passes nothing on', async () => {
    const code = JSON.stringify(supervising('well'));
    const shell = run('sh', ['-c', `'${process.execPath}' -e "$CODE"; exit $?`], {
      CODE: JSON.parse(code),
      npm_lifecycle_event: 'start',
    });
    await shell.said('ready');
    shell.child.kill('SIGKILL');
    await shell.closed;
    expect(shell.lines).toEqual(['ready', 'stopped by SIGTERM']);
  });

  it('ends when its supervisor is killed', async () => {
    const { child, said, closed, lines } = run(process.execPath, ['-e', supervising('well')]);
    await said('ready');
    child.kill('SIGKILL');
    await closed;
    expect(lines).toEqual(['ready', 'stopped by SIGTERM']);
  });
});

describe('npm start says in one line what is missing', () => {
  /** A repository with nothing but what starts it. */
  async function repository(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'darkroom-start-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await mkdir(join(folder, 'lab'));
    for (const file of ['start.cjs', 'supervise.cjs']) await cp(join(root, 'lab', file), join(folder, 'lab', file));
    return folder;
  }

  it('where nothing was installed', async () => {
    const { closed, lines } = run(process.execPath, [join(await repository(), 'lab/start.cjs')]);
    expect(await closed).toEqual([1, null]);
    expect(lines).toEqual(['The dependencies are not there: run npm ci.']);
  });

  it('where Node is old and no script of the dependencies has run', async () => {
    const folder = await repository();
    await mkdir(join(folder, 'node_modules/@safelight/local'), { recursive: true });
    const old = join(folder, 'old.cjs');
    await writeFile(old, "Object.defineProperty(process.versions, 'node', { value: '20.19.5' });");
    const { closed, lines } = run(process.execPath, ['--require', old, join(folder, 'lab/start.cjs')]);
    expect(await closed).toEqual([1, null]);
    expect(lines).toEqual([expect.stringMatching(/^Node 20.19.5 is too old, .* run npm rebuild node, or install/)]);
  });
});
