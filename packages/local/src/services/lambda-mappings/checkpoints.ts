import * as z from 'zod';
import type { Database } from '#store/database.ts';
import { openDocuments } from '#store/documents.ts';

/** How far a mapping has come in a shard. */
export interface Checkpoint {
  readonly streamArn: string;
  /** Everything up to here is done with. */
  readonly after: string;
  /** The shard was closed, and all of it is done with. */
  readonly ended: boolean;
}

/** The positions of all mappings. */
export interface Checkpoints {
  get(mapping: string, shard: string): Checkpoint | undefined;
  set(mapping: string, shard: string, checkpoint: Checkpoint): void;
}

const kept = z.object({ streamArn: z.string(), after: z.string(), ended: z.boolean() });

export function openCheckpoints(database: Database): Checkpoints {
  const all = openDocuments(database, 'lambda_mappings_checkpoints', (value) => kept.parse(value));
  const key = (mapping: string, shard: string) => `${mapping} ${shard}`;
  return {
    get: (mapping, shard) => all.find(key(mapping, shard)),
    set: (mapping, shard, checkpoint) => all.write(key(mapping, shard), checkpoint),
  };
}

/** Knows of the records that were read which are done with, so that no later one moves the checkpoint past an earlier one. */
export interface Progress {
  add(sequenceNumber: string): void;
  /** Tells at most once how far it has come. */
  done(sequenceNumbers: readonly string[]): void;
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
    done(sequenceNumbers) {
      for (const sequenceNumber of sequenceNumbers) {
        if (records.get(sequenceNumber) !== false) continue;
        records.set(sequenceNumber, true);
        open -= 1;
      }
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
