import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

interface Run {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** All that holds the output has ended. */
  readonly closed: Promise<unknown[]>;
  said(line: string): Promise<void>;
}

/** A program beside a test, and the lines that it and what it starts print. */
export function run(command: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
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
