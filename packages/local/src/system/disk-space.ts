import { accessSync, constants, statfsSync } from 'node:fs';
import type { Clock } from '@safelight/asl/clock';
import { hasCode } from '#local/system/startup-error.ts';

/** What is left on the disk of the data folder. */
export interface DiskSpace {
  /** Whether that many bytes more would begin the reserve, in which what was accepted is finished. */
  isLow(bytes?: number): boolean;
  /** Whether not even the reserve has room for a commit. */
  isFull(): boolean;
  /** Resolves at once, or when the reserve is whole again. */
  whenFree(): Promise<void>;
}

interface DiskSpaceOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Bytes that are free for the system; throws what the file system says. */
  readonly freeBytes?: (folder: string) => number;
}

/** Enough for the events and rows of what runs: it ends while nothing new begins. */
const RESERVE_BYTES = 8 << 20;
const COMMIT_BYTES = 1 << 20;
/** A measurement takes microseconds, but a busy system asks thousands of times a second; in milliseconds. */
const FRESH_MS = 20;
const LOOK_AGAIN_MS = 200;

const freeOn = (folder: string): number => {
  accessSync(folder, constants.W_OK);
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** Watches the disk, and tells when the reserve is begun, when it is whole again, and when the folder has gone or may not be written. */
export function createDiskSpace({ folder, clock, log, freeBytes = freeOn }: DiskSpaceOptions): DiskSpace {
  let measured = { at: Number.NEGATIVE_INFINITY, free: 0 };
  let told = '';
  const tell = (line: string) => {
    if (line !== told && (line !== '' || told !== '')) log(line === '' ? `There is space on ${folder} again.` : line);
    told = line;
  };
  const free = () => {
    const at = clock.now();
    if (at - measured.at < FRESH_MS) return measured.free;
    const { bytes, problem } = measure(folder, freeBytes);
    measured = { at, free: bytes };
    tell(problem);
    return bytes;
  };
  const space: DiskSpace = {
    isLow: (bytes = 0) => free() - bytes < RESERVE_BYTES,
    isFull: () => free() < COMMIT_BYTES,
    async whenFree() {
      while (space.isLow()) await clock.sleep(LOOK_AGAIN_MS);
    },
  };
  return space;
}

const WAITS = 'uploads, sends and starts are refused, and what runs waits, until';
/** What a file system says where nobody may write. */
const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS'];

interface Measured {
  readonly bytes: number;
  /** One line; empty where there is none. */
  readonly problem: string;
}

function measure(folder: string, freeBytes: (folder: string) => number): Measured {
  try {
    const bytes = freeBytes(folder);
    return { bytes, problem: bytes < RESERVE_BYTES ? `no space left on ${folder}: ${WAITS} there are 8 MB.` : '' };
  } catch (error) {
    if (hasCode(error, 'ENOENT'))
      return {
        bytes: 0,
        problem: `The data folder ${folder} has gone: put it back, or stop the system and name another with --data DIR.`,
      };
    const code = UNWRITABLE.find((one) => hasCode(error, one));
    // Where it cannot be told, writing will.
    if (code === undefined) return { bytes: Number.POSITIVE_INFINITY, problem: '' };
    return { bytes: 0, problem: `The data folder ${folder} may not be written (${code}): ${WAITS} it may.` };
  }
}

/** A disk that never fills. */
export const endlessDisk: DiskSpace = { isLow: () => false, isFull: () => false, whenFree: async () => {} };
