import { readdir, readFile } from 'node:fs/promises';
import { UsageError } from './benchmark.ts';

const SAMPLE_EVERY_MS = 200;

/** Watches the resident memory of a process and all that it has started. Reads `/proc`, so Linux only. */
export function watchMemory(pid: number) {
  let peak = 0;
  let last = 0;
  const sample = async () => {
    last = await treeRssBytes(pid);
    peak = Math.max(peak, last);
  };
  const timer = setInterval(() => void sample(), SAMPLE_EVERY_MS);
  timer.unref();
  return {
    /** What was seen last, in megabytes. */
    lastMb: (): number => last / 1e6,
    /** The most that was seen, in megabytes; stops watching. */
    async peakMb(): Promise<number> {
      clearInterval(timer);
      await sample();
      return peak / 1e6;
    },
  };
}

/** Resident bytes of a process and its descendants. */
export async function treeRssBytes(pid: number): Promise<number> {
  const processes = (await Promise.all((await pids()).map(readProcess))).filter((one) => one !== undefined);
  const tree = new Set([pid]);
  // Parents come before their children but for recycled ids, which a second look catches.
  for (let grew = true; grew; ) {
    const before = tree.size;
    for (const one of processes) if (tree.has(one.parent)) tree.add(one.pid);
    grew = tree.size > before;
  }
  return processes.reduce((sum, one) => (tree.has(one.pid) ? sum + one.rss : sum), 0);
}

async function pids(): Promise<number[]> {
  try {
    return (await readdir('/proc')).map(Number).filter(Number.isInteger);
  } catch {
    throw new UsageError('memory is measured by /proc, which this system does not have: run it on Linux');
  }
}

const PAGE_BYTES = 4096;

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function readProcess(pid: number) {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[1]), rss: Number(fields[21]) * PAGE_BYTES };
  } catch {
    return undefined;
  }
}
