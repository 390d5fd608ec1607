import { type ChildProcess, spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { UsageError } from '@safelight/local/cli/usage';
import { type Connection, connectLab } from '#lab/connect.ts';
import type { Lab } from '#lab/lab.ts';

/** A local system that was started by `npm start`, in a process of its own. */
export interface RunningSystem {
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly pid: number;
  /** From the start of npm to the ready line. */
  readonly readySeconds: number;
  stop(): Promise<void>;
}

export interface SystemOptions {
  /** The project that is started. */
  readonly root: string;
  readonly dataDir: string;
  readonly stage?: string;
  /** More words for `npm start`. */
  readonly words?: readonly string[];
}

// So that a signal runs the exit handlers, which end what was started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/** Starts the system on a free port and waits for its ready line. Rejects with what it said last when it ends before. */
export function startSystem({ root, dataDir, stage = 'dev', words = [] }: SystemOptions): Promise<RunningSystem> {
  const start = performance.now();
  const args = ['start', '--silent', '--', '--port', '0', '--data', dataDir, '--stage', stage, '--no-sample', ...words];
  // A group of its own, so that what npm starts ends with it.
  const child = spawn('npm', args, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = lastLines(child);
  // However whoever started it ends, the system ends with it.
  const end = () => void signalGroup(child.pid ?? 0, 'SIGTERM');
  process.once('exit', end);
  return new Promise((resolve, reject) => {
    const variables = new Map<string, string>();
    child.once('error', (error) => reject(new UsageError(`npm cannot be run: ${error.message}`)));
    child.once('exit', (code) => reject(new UsageError(`npm start ended with code ${code}: ${said()}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const variable = /^export (\w+)=(.*)$/.exec(line);
      if (variable) variables.set(variable[1] ?? '', variable[2] ?? '');
      const ready = /^ready (\S+)$/.exec(line);
      if (!ready) return;
      child.removeAllListeners('exit');
      const readySeconds = (performance.now() - start) / 1000;
      resolve({
        endpoint: ready[1] ?? '',
        credentials: credentialsOf(variables),
        pid: child.pid ?? 0,
        readySeconds,
        stop: () => stop(child).finally(() => process.off('exit', end)),
      });
    });
  });
}

/** Clients for a lab that was started here. */
export const labOf = (
  { endpoint, credentials }: Pick<RunningSystem, 'endpoint' | 'credentials'>,
  { stage = 'dev', ...handling }: { readonly stage?: string } & Pick<Connection, 'requestHandler'> = {},
): Promise<Lab> =>
  connectLab({ stackName: `darkroom-${stage}`, endpoint, region: 'us-east-1', credentials, ...handling });

function credentialsOf(variables: ReadonlyMap<string, string>): RunningSystem['credentials'] {
  return {
    accessKeyId: variables.get('AWS_ACCESS_KEY_ID') ?? '',
    secretAccessKey: variables.get('AWS_SECRET_ACCESS_KEY') ?? '',
  };
}

function lastLines(child: ChildProcess): () => string {
  let last = '';
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => (last = line.trim() === '' ? last : line));
  }
  return () => last;
}

const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 20;

/** npm may end before what it started: the system has ended when its whole group has. */
async function stop({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined || !signalGroup(pid, 'SIGTERM')) return;
  const start = performance.now();
  while (signalGroup(pid, performance.now() - start > PATIENCE_MS ? 'SIGKILL' : 0)) await setTimeout(LOOK_EVERY_MS);
}

/** Whether there is still a process of the group. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  if (pid === 0) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}
