import { setTimeout } from 'node:timers/promises';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Lab } from '#lab/lab.ts';

/** A photo that the lab is done with. */
export interface Done {
  readonly status: 'READY' | 'REJECTED' | 'FAILED';
  /** When its row was written: milliseconds since the epoch. */
  readonly at: number;
}

interface Waiting {
  readonly pollMs: number;
  /** Gives up when nothing was done for so long. */
  readonly patienceMs: number;
  onProgress?(done: number): void;
}

/**
 * Waits until the lab is done with every key, by asking mostly for one row at a time: the lab is left to its work.
 * Rejects when nothing happens for `patienceMs`.
 */
export async function untilDone(
  lab: Lab,
  keys: readonly string[],
  { pollMs, patienceMs, onProgress }: Waiting,
): Promise<ReadonlyMap<string, Done>> {
  const done = new Map<string, Done>();
  const pending = new Set(keys);
  let keysAPoll = 1;
  for (let lastNews = Date.now(), poll = 1; pending.size > 0; poll += 1) {
    const before = done.size;
    const asked = [...pending].slice(0, keysAPoll);
    const finished = await finishedOf(lab, asked);
    // Those asked in vain go to the end of the line: the next poll asks for others.
    for (const key of asked) pending.delete(key);
    for (const key of asked) if (!finished.has(key)) pending.add(key);
    for (const [key, one] of finished) done.set(key, one);
    if (done.size > before) {
      lastNews = Date.now();
      onProgress?.(done.size);
    }
    if (Date.now() - lastNews > patienceMs)
      throw new Error(`${pending.size} photos are not done, and nothing happened for ${patienceMs / 1000} s`);
    // Where one was done there may be more.
    keysAPoll = done.size > before || poll % LOOK_FURTHER_EVERY === 0 ? MOST_KEYS_A_POLL : 1;
    if (pending.size > 0 && done.size === before) await setTimeout(pollMs);
  }
  return done;
}

/** As many as BatchGetItem takes. */
const MOST_KEYS_A_POLL = 100;
const LOOK_FURTHER_EVERY = 10;

const row = z.object({ key: z.string(), status: z.string(), updatedAt: z.iso.datetime() });
const final = z.enum(['READY', 'REJECTED', 'FAILED']);

async function finishedOf({ dynamodb, names }: Lab, keys: readonly string[]): Promise<ReadonlyMap<string, Done>> {
  const request = {
    Keys: keys.map((key) => ({ key })),
    ProjectionExpression: '#key, #status, updatedAt',
    ExpressionAttributeNames: { '#key': 'key', '#status': 'status' },
  };
  const { Responses } = await dynamodb.send(new BatchGetCommand({ RequestItems: { [names.imagesTable]: request } }));
  const rows = z.array(row).parse(Responses?.[names.imagesTable] ?? []);
  return new Map(
    rows.flatMap((item): [string, Done][] => {
      const status = final.safeParse(item.status);
      return status.success ? [[item.key, { status: status.data, at: Date.parse(item.updatedAt) }]] : [];
    }),
  );
}
