import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@safelight/asl/clock';
import { refuseAll } from './refuse-all.ts';

const LOOK_AGAIN_MS = 1_000;
const PROBE = Buffer.alloc(4096);

interface Waiting {
  readonly dataDir: string;
  /** Of the endpoint: whoever calls it meanwhile is told that it is unavailable. */
  readonly port: number;
  readonly clock: Clock;
  /** Whether the folder takes what is written to it; asked of the file system unless told. */
  readonly takes?: (dataDir: string) => boolean;
}

/** Resolves once a data folder can be written again, or when `ended` does. */
export async function untilWritable(
  { dataDir, port, clock, takes = takesWrites }: Waiting,
  ended: Promise<unknown>,
): Promise<void> {
  const refusal = await refuseAll(port);
  const over = ended.then(() => true);
  // First a pause: a disk that takes this may fail at once with what is written next.
  const pause = () => Promise.race([clock.sleep(LOOK_AGAIN_MS).then(() => false), over]);
  while (!(await pause()) && !takes(dataDir));
  await refusal.close();
}

function takesWrites(dataDir: string): boolean {
  const file = join(dataDir, 'probe');
  try {
    const handle = openSync(file, 'w');
    try {
      writeSync(handle, PROBE);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
      rmSync(file, { force: true });
    }
    return true;
  } catch {
    return false;
  }
}
