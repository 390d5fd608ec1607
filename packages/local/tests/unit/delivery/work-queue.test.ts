import { ManualClock, settle } from '@safelight/asl/testing/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '#local/delivery/retry.ts';
import { openWorkQueue, type WorkQueue } from '#local/delivery/work-queue.ts';
import { type Database, IN_MEMORY, openDatabase } from '#store/database.ts';

interface Entry {
  readonly id: string;
  readonly lane?: string;
}

let database: Database;
let clock: ManualClock;
let failing: Set<string>;
let did: string[];

beforeEach(() => {
  database = openDatabase({ file: IN_MEMORY });
  clock = new ManualClock();
  failing = new Set();
  did = [];
});

const open = (): WorkQueue<Entry> =>
  openWorkQueue<Entry>({
    database,
    table: 'test_work',
    clock,
    parse: (value) => value as Entry,
    lane: ({ lane }) => lane,
    work: {
      async attempt({ id }) {
        if (failing.has(id)) throw new DeliveryError('THROTTLED', id, true);
        did.push(id);
      },
      next: (_, __, retries) => (retries < 1 ? { kind: 'retry', afterMs: 1000 } : { kind: 'give-up' }),
      giveUp: async ({ id }) => void did.push(`gave up ${id}`),
    },
  });

const lane = 'one';
const entries = [{ id: 'a', lane }, { id: 'b', lane }, { id: 'c', lane: 'two' }, { id: 'd' }];

describe('lanes of a work queue', () => {
  it('hold what comes after one that is tried again, and nothing else', async () => {
    failing.add('a');
    const queue = open();
    queue.start();
    queue.add(entries);
    await settle();
    expect(did).toEqual(['c', 'd']);
    failing.clear();
    await clock.advance(1000);
    await settle();
    expect([did, queue.pending]).toEqual([['c', 'd', 'a', 'b'], 0]);
  });

  it('go on when one is given up', async () => {
    failing.add('a');
    const queue = open();
    queue.start();
    queue.add(entries.slice(0, 2));
    await settle();
    await clock.advance(1000);
    await settle();
    expect(did).toEqual(['gave up a', 'b']);
  });

  it.each([
    { off: 400, waits: 600, what: 'for the rest of its pause' },
    { off: 5_000, waits: 0, what: 'no more where its pause is over' },
  ])('go on after a restart with one that was tried, which waits $what and is not tried oftener', async (row) => {
    failing.add('a');
    const first = open();
    first.start();
    first.add(entries.slice(0, 2));
    await settle();
    first.close();
    clock = new ManualClock(clock.now() + row.off);
    const queue = open();
    queue.start();
    if (row.waits > 0) {
      await clock.advance(row.waits - 1);
      await settle();
      expect(did).toEqual([]);
    }
    await clock.advance(1);
    await settle();
    expect(did).toEqual(['gave up a', 'b']);
  });

  it('are there again in their order after a restart', async () => {
    const first = open();
    first.add(entries);
    first.close();
    failing.add('a');
    const queue = open();
    queue.start();
    await settle();
    expect(did).toEqual(['c', 'd']);
  });
});
