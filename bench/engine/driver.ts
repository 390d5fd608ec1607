import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import type { Contend } from '../contender.ts';
import { engineCases } from './machines.ts';
import { realWork } from './real-work.ts';

/** Requests under way: enough that neither side waits for the other's lines. */
const AT_ONCE = 8;
const SECONDS = 1;

/**
 * The engine of a build behind the line protocol of the recorded answers: transitions a second of each machine, and of the lab's
 * own workflows, whose tasks answer at once. These have a process of their own: code that has seen much is optimised otherwise.
 */
export const contendByDriver: Contend = async (root) => {
  const work = await realWork();
  const [machines, workflows] = [startDriver(root), startDriver(root)];
  return {
    async measure() {
      const figures: Record<string, number> = {};
      for (const { name, transitions, ...one } of engineCases)
        figures[name] = transitions * (await perSecond(() => machines.execute(one)));
      for (const { name, transitions, ...one } of work)
        figures[name] = transitions * (await perSecond(() => workflows.execute(one)));
      return figures;
    },
    async close() {
      machines.end();
      workflows.end();
    },
  };
};

interface Execution {
  readonly definition: object;
  readonly input: unknown;
  /** What its tasks answer. */
  readonly tasks?: readonly object[];
}

function startDriver(root: string) {
  const child = spawn('npm', ['run', '--silent', 'conformance:driver'], {
    cwd: root,
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting = new Map<string, (answer: { readonly status?: string }) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = parsed(line);
    waiting.get(answer?.id ?? '')?.(answer ?? {});
    waiting.delete(answer?.id ?? '');
  });
  let over = false;
  child.on('exit', () => {
    over = true;
    for (const answered of waiting.values()) answered({ status: 'nothing: it has ended' });
  });
  let next = 0;
  return {
    execute: ({ definition, input, tasks }: Execution) =>
      new Promise<void>((resolve, reject) => {
        if (over) return reject(new Error(`The driver of ${root} has ended.`));
        const id = String(next++);
        waiting.set(id, ({ status }) =>
          status === 'SUCCEEDED' ? resolve() : reject(new Error(`The driver of ${root} answered ${status}.`)),
        );
        const request = { id, kind: 'execution', type: 'STANDARD', definition, input: JSON.stringify(input), tasks };
        child.stdin.write(`${JSON.stringify({ ...request, now: '2026-01-01T00:00:00.000Z' })}\n`);
      }),
    end() {
      if (child.pid !== undefined && !over) process.kill(-child.pid, 'SIGTERM');
    },
  };
}

function parsed(line: string): { readonly id?: string; readonly status?: string } | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function perSecond(work: () => Promise<void>): Promise<number> {
  await work();
  const start = performance.now();
  let done = 0;
  const worker = async () => {
    while (performance.now() - start < SECONDS * 1000) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done / ((performance.now() - start) / 1000);
}
