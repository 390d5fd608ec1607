import { readFileSync } from 'node:fs';
import { processTree } from './process-tree.ts';

/** What a process spends its time on: its main thread, its other threads (pictures, files, V8's own), the kernel. */
const PARTS = ['JavaScript', 'Threads', 'System'] as const;
type Part = (typeof PARTS)[number];
type Owner = 'service' | 'functions';

/** Milliseconds of the processor's time. */
export type Spent = Readonly<Record<`${Owner}${Part}`, number>>;

interface Process {
  readonly owner: Owner;
  readonly spent: Readonly<Record<Part, number>>;
}

/** The kernel counts in hundredths of a second. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICK_MS = 10;
const LOOK_EVERY_MS = 100;

/**
 * Watches what the processes of a system spend, those included that end meanwhile, but for their last tenth of a second. Reads
 * `/proc`, so Linux only.
 */
export function watchProcessor(root: number) {
  const seen = new Map<number, Process>();
  const tree = processTree(root);
  const look = () => {
    for (const pid of tree()) {
      const found = readProcess(pid, seen.get(pid)?.owner);
      if (found) seen.set(pid, found);
    }
  };
  look();
  const before = sumOf(seen.values());
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    /** Since it began to watch; stops watching. */
    stop(): Spent {
      clearInterval(timer);
      look();
      const since = Object.entries(sumOf(seen.values())).map(([kind, ms]) => [kind, ms - (before[kind] ?? 0)]);
      return Object.fromEntries(since) as Spent;
    },
  };
}

function sumOf(processes: Iterable<Process>): Readonly<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const owner of ['service', 'functions']) for (const part of PARTS) sum[`${owner}${part}`] = 0;
  for (const { owner, spent } of processes)
    for (const part of PARTS) sum[`${owner}${part}`] = (sum[`${owner}${part}`] ?? 0) + spent[part];
  return sum;
}

function readProcess(pid: number, known: Owner | undefined): Process | undefined {
  try {
    const whole = timesOf(`/proc/${pid}/stat`);
    const main = timesOf(`/proc/${pid}/task/${pid}/stat`);
    const spent = { JavaScript: main.user, Threads: whole.user - main.user, System: whole.system };
    return { owner: known ?? ownerOf(pid), spent };
  } catch {
    return undefined;
  }
}

const ownerOf = (pid: number): Owner =>
  readFileSync(`/proc/${pid}/environ`, 'utf8').includes('AWS_LAMBDA_FUNCTION_NAME=') ? 'functions' : 'service';

function timesOf(path: string) {
  const stat = readFileSync(path, 'utf8');
  // The name, in brackets, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { user: Number(fields[11]) * TICK_MS, system: Number(fields[12]) * TICK_MS };
}
