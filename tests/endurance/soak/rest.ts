import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { measure } from '#tests/support/system-process.ts';

const LOOK_MS = 500;
/** Nothing that ends by itself takes longer; what is level is so long before. */
const PATIENCE_MS = 60_000;
const SAME_LOOKS = 6;

/**
 * Descriptors that the system keeps while nobody uses it. Its warm functions are ended first, which would otherwise hold pipes and
 * connections for two minutes: how many are warm says nothing. Waits until the count is `expected`, or, without that, stays the same.
 */
export async function descriptorsAtRest(pid: number, expected?: number): Promise<number> {
  endChildren(pid);
  const start = performance.now();
  let count = -1;
  for (let same = 0; same < SAME_LOOKS && performance.now() - start < PATIENCE_MS; await setTimeout(LOOK_MS)) {
    const now = measure(pid)?.descriptors ?? 0;
    same = now === count && (expected === undefined || now === expected) ? same + 1 : 0;
    count = now;
  }
  return count;
}

/** Function environments are the system's only children. */
function endChildren(pid: number): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  for (const child of children === '' ? [] : children.split(' ')) process.kill(Number(child), 'SIGKILL');
}

/** What stays open, by kind, for whoever looks for it. */
export function kindsOfDescriptors(pid: number): string {
  const counts = new Map<string, number>();
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    const kind = kindOf(`/proc/${pid}/fd/${fd}`);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}

function kindOf(link: string): string {
  try {
    return readlinkSync(link).replace(/:.*/, '').replace(/^\/.*/, 'file');
  } catch {
    return 'closed';
  }
}
