import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { RunningSystem } from '#lab/running-lab.ts';

type Connection = Pick<RunningSystem, 'endpoint' | 'credentials'>;

/** A system in a process of its own, which can be killed. */
export interface SystemProcess {
  /** Resolves with how to reach it when it is ready; rejects with what it said where it ends by itself before. */
  readonly ready: Promise<Connection>;
  /** All that it printed so far, line by line. */
  readonly lines: readonly string[];
  /** Resolves when it has ended. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Kills one of the processes that its functions run in or are bundled by; false where there is none. */
  killFunction(choose: (pids: readonly number[]) => number): Promise<boolean>;
}

/** Starts the system on a data folder, without npm between: a kill must meet the process itself. */
export function startProcess(root: string, dataDir: string): SystemProcess {
  const words = [join(root, 'lab/main.ts'), '--port', '0', '--data', dataDir, '--no-sample'];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  // However whoever started it ends, the system ends with it.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit').then(() => void process.off('exit', kill));
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  const ready = untilReady(child, lines);
  ready.catch(() => undefined);
  return {
    ready,
    lines,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
    async killFunction(choose) {
      const pids = await childrenOf(child.pid ?? 0);
      if (pids.length === 0) return false;
      return process.kill(choose(pids), 'SIGKILL');
    },
  };
}

function untilReady(child: ChildProcess, lines: readonly string[]): Promise<Connection> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The system ended with ${code}: ${lines.slice(-3).join(' | ')}`)));
    child.stdout?.on('data', () =>
      setImmediate(() => {
        const endpoint = lines.map((line) => /^ready (\S+)$/.exec(line)?.[1]).find(Boolean);
        if (endpoint !== undefined) resolve({ endpoint, credentials: credentialsIn(lines) });
      }),
    );
  });
}

function credentialsIn(lines: readonly string[]): Connection['credentials'] {
  const value = (name: string) =>
    lines.map((line) => new RegExp(`^export ${name}=(.*)$`).exec(line)?.[1]).find(Boolean) ?? '';
  return { accessKeyId: value('AWS_ACCESS_KEY_ID'), secretAccessKey: value('AWS_SECRET_ACCESS_KEY') };
}

/** The processes of functions, and the bundler that makes their code while it is at work. */
async function childrenOf(parent: number): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, ppid] = /^\s*(\d+)\s+(\d+)$/.exec(line) ?? [];
    return Number(ppid) === parent ? [Number(pid)] : [];
  });
}
