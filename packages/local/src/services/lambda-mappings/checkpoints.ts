import type { Clock } from '@safelight/asl/clock';
import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '#services/json-file.ts';

/** How far a mapping has come in a shard. */
export interface Checkpoint {
  readonly streamArn: string;
  /** Everything up to here is done with. */
  readonly after: string;
  /** The shard was closed, and all of it is done with. */
  readonly ended: boolean;
}

/** The positions of all mappings, kept in one file. */
export interface Checkpoints {
  get(mapping: string, shard: string): Checkpoint | undefined;
  /** Written soon: what a crash loses of it is read again, as records are delivered at least once. */
  set(mapping: string, shard: string, checkpoint: Checkpoint): void;
  /** Writes what is not written yet. */
  flush(): void;
}

/** Every record moves a position, and most of them come many at a time. */
const WRITE_AFTER_MS = 500;

const kept = z.record(z.string(), z.object({ streamArn: z.string(), after: z.string(), ended: z.boolean() }));

export function openCheckpoints(file: string, clock: Clock): Checkpoints {
  const all = new Map(Object.entries(readJsonFile(file, kept, {})));
  let isWritten = true;

  function flush(): void {
    if (isWritten) return;
    isWritten = true;
    writeJsonFile(file, Object.fromEntries(all));
  }

  return {
    get: (mapping, shard) => all.get(`${mapping} ${shard}`),
    set(mapping, shard, checkpoint) {
      all.set(`${mapping} ${shard}`, checkpoint);
      if (isWritten) void clock.sleep(WRITE_AFTER_MS).then(flush);
      isWritten = false;
    },
    flush,
  };
}

/** Knows of the records that were read which are done with, so that no later one moves the checkpoint past an earlier one. */
export interface Progress {
  add(sequenceNumber: string): void;
  done(sequenceNumber: string): void;
  /** Records not done with. */
  readonly open: number;
}

export function trackProgress(moved: (after: string) => void): Progress {
  const records = new Map<string, boolean>();
  let open = 0;
  return {
    add(sequenceNumber) {
      records.set(sequenceNumber, false);
      open += 1;
    },
    done(sequenceNumber) {
      if (records.get(sequenceNumber) !== false) return;
      records.set(sequenceNumber, true);
      open -= 1;
      let after: string | undefined;
      for (const [number, isDone] of records) {
        if (!isDone) break;
        records.delete(number);
        after = number;
      }
      if (after !== undefined) moved(after);
    },
    get open() {
      return open;
    },
  };
}
