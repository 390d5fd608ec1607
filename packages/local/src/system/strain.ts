import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { hasCode } from '#local/system/startup-error.ts';

/** One thing that a process may run out of: a line as long as it is near its end, and one for when that is over. */
interface Sign {
  readonly look: () => string | undefined;
  readonly over: string;
}

interface StrainOptions {
  readonly log: (line: string) => void;
  readonly lookMs?: number;
}

/** Enough for one request with its file and its function. */
const HANDLES = 16;
const NEAR = 0.8;
const LOOK_MS = 1_000;

/** Watches what a process has only so much of, file handles and memory, and tells in one line when it is nearly used up. */
export function watchStrain({ log, lookMs = LOOK_MS }: StrainOptions): { close(): void } {
  const told = new Set<Sign>();
  const timer = setInterval(() => {
    for (const sign of SIGNS) {
      const line = sign.look();
      if ((line !== undefined) === told.has(sign)) continue;
      log(line ?? sign.over);
      if (line === undefined) told.delete(sign);
      else told.add(sign);
    }
  }, lookMs).unref();
  return { close: () => clearInterval(timer) };
}

const SIGNS: readonly Sign[] = [
  {
    look: () => (hasHandles() ? undefined : NO_HANDLES),
    over: 'There are file handles again.',
  },
  {
    look() {
      const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
      return used > NEAR * limit ? nearLimit(used, limit) : undefined;
    },
    over: 'There is memory again.',
  },
];

const NO_HANDLES =
  'No file handles are left: connections, uploads and functions fail until some are free. Close clients, or raise what ulimit -n says before the next start.';

const mb = (bytes: number): string => `${Math.round(bytes / (1 << 20))} MB`;

const nearLimit = (used: number, limit: number): string =>
  `Memory is near its limit, with ${mb(used)} of ${mb(limit)}: the system may end, and keeps what it has acknowledged. NODE_OPTIONS=--max-old-space-size=MB at the next start gives it more.`;

/** What the limit is cannot be asked everywhere; whether there are some can. */
function hasHandles(): boolean {
  const open: number[] = [];
  try {
    while (open.length < HANDLES) open.push(openSync(devNull, 'r'));
    return true;
  } catch (error) {
    return !(hasCode(error, 'EMFILE') || hasCode(error, 'ENFILE'));
  } finally {
    for (const handle of open) closeSync(handle);
  }
}
