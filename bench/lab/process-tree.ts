import { readdirSync, readFileSync } from 'node:fs';
import { UsageError } from '@safelight/local/cli/usage';

const SAMPLE_EVERY_MS = 1_000;

/**
 * Watches the memory of a process and all that it has started, once a second. Pages that several of them map count in parts
 * (proportional set size). Reads `/proc`, so Linux only.
 */
export function watchMemory(pid: number) {
  const sample = treeSampler(pid);
  let peak = 0;
  let last = 0;
  const look = () => {
    // What has ended already is not seen any more.
    last = sample() || last;
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

/** Bytes of memory of a process and its descendants, at each call. */
export function treeSampler(root: number): () => number {
  const tree = processTree(root);
  return () => [...tree()].reduce((sum, pid) => sum + proportionalBytes(pid), 0);
}

/**
 * The ids of a process and its descendants, at each call. Processes that were there before and are none of them are not read
 * again.
 */
export function processTree(root: number): () => ReadonlySet<number> {
  let strangers = new Set<number>();
  return () => {
    const present = pids();
    const known = present.filter((pid) => !strangers.has(pid)).map(readProcess);
    const tree = familyOf(
      root,
      known.filter((one) => one !== undefined),
    );
    strangers = new Set(present.filter((pid) => !tree.has(pid)));
    return tree;
  };
}

interface Process {
  readonly pid: number;
  readonly parent: number;
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

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function readProcess(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[1]) };
  } catch {
    return undefined;
  }
}

/** https://docs.kernel.org/filesystems/proc.html, `smaps_rollup`; nothing of what has ended. */
function proportionalBytes(pid: number): number {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
