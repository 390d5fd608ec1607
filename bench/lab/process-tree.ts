import { readdirSync, readFileSync } from 'node:fs';
import { UsageError } from '@safelight/local/cli/usage';

const SAMPLE_EVERY_MS = 200;

/** Watches the resident memory of a process and all that it has started. Reads `/proc`, so Linux only. */
export function watchMemory(pid: number) {
  const sample = treeSampler(pid);
  let peak = 0;
  let last = 0;
  const look = () => {
    last = sample();
    peak = Math.max(peak, last);
  };
  const timer = setInterval(look, SAMPLE_EVERY_MS).unref();
  return {
    /** What was seen last, in megabytes. */
    lastMb: (): number => last / 1e6,
    /** The most that was seen, in megabytes; stops watching. */
    peakMb(): number {
      clearInterval(timer);
      look();
      return peak / 1e6;
    },
  };
}

/**
 * Resident bytes of a process and its descendants, at each call. Processes that were there before and are none of them
 * are not read again: reading all of `/proc` five times a second took a tenth of a processor from what is measured.
 */
export function treeSampler(root: number): () => number {
  let strangers = new Set<number>();
  return () => {
    const present = pids();
    const read = present.filter((pid) => !strangers.has(pid)).map(readProcess);
    const known = read.filter((one) => one !== undefined);
    const tree = familyOf(root, known);
    strangers = new Set(present.filter((pid) => !tree.has(pid)));
    return known.reduce((sum, one) => (tree.has(one.pid) ? sum + one.rss : sum), 0);
  };
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly rss: number;
}

function familyOf(root: number, processes: readonly Process[]): ReadonlySet<number> {
  const tree = new Set([root]);
  // Parents come before their children but for recycled ids, which a second look catches.
  for (let before = 0; before < tree.size; ) {
    before = tree.size;
    for (const one of processes) if (tree.has(one.parent)) tree.add(one.pid);
  }
  return tree;
}

function pids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    throw new UsageError('memory is measured by /proc, which this system does not have: run it on Linux');
  }
}

const PAGE_BYTES = 4096;

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function readProcess(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[1]), rss: Number(fields[21]) * PAGE_BYTES };
  } catch {
    return undefined;
  }
}
