import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Experiment } from './blocks.ts';
import type { StudyProcess } from './runs.ts';

/** Starts `npm run study -- N --jsonl`: a system of its own, and a process, so that nothing of it is left when it ends. */
export function studyProcess(root: string, { number, isNegative }: Experiment): StudyProcess {
  const words = [String(number), '--jsonl', ...(isNegative ? ['--negative'] : [])];
  const child = spawn(process.execPath, [join(root, 'study/main.ts'), ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => void child.kill('SIGTERM');
  // However the lab ends, the experiment ends with it.
  process.once('exit', stop);
  const ended = once(child, 'close')
    .catch((error: Error) => error.message)
    .finally(() => process.off('exit', stop));
  let said = '';
  createInterface({ input: child.stderr }).on('line', (text) => (said = text.trim() === '' ? said : text));
  return {
    lines: createInterface({ input: child.stdout }),
    async complaint() {
      const failure = await ended;
      if (typeof failure === 'string') return failure;
      return child.signalCode === null ? said || `It ended with code ${child.exitCode}.` : 'It was stopped.';
    },
    stop,
  };
}
