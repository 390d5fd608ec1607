import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addSheets } from '#functions/orders/stock.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';
import { type Desk, type Ledgers, openDesk } from '../chaos/client.ts';
import { STARTING_STOCK, violations } from '../chaos/invariants.ts';
import { settle } from '../chaos/settle.ts';
import { type Found, readAll } from '../chaos/snapshot.ts';
import { Acts } from './acts.ts';
import { contentOf, copyCut, framesOf } from './log.ts';
import { folderAt, type Recording, record } from './recording.ts';

/** Only bounds what never comes. */
const PATIENCE = { patienceMs: 600_000, lookEveryMs: 50 };

interface Lives {
  readonly recording: Recording<() => Ledgers>;
  /** What came of it where nothing was cut. */
  readonly whole: Found;
}

const folder = mkdtempSync(join(tmpdir(), 'darkroom-cuts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function deskOf(system: TestLab) {
  const lab = await system.lab();
  return { lab, desk: openDesk(system, lab.names) };
}

async function settled(system: TestLab, ledgers: Ledgers): Promise<Found> {
  const { lab, desk } = await deskOf(system);
  expect(await settle(lab, desk, ledgers, PATIENCE)).toEqual([]);
  return readAll(lab, desk);
}

/** Paper and the photo that orders are of, then what happens, kept at each commit. */
async function live(name: string, happens: (desk: Desk, acts: Acts) => Promise<void>): Promise<Lives> {
  const dataDir = join(folder, name, 'lived');
  const acts = new Acts();
  const before = await startSystem({ dataDir, keepData: true });
  const { desk } = await deskOf(before);
  const stock = { documents: desk.documents, stockTable: 'darkroom-dev-stock' };
  for (const [sku, sheets] of Object.entries(STARTING_STOCK))
    await addSheets(stock, sku as keyof typeof STARTING_STOCK, sheets);
  expect(await acts.ask(desk, { kind: 'upload', key: 'cat.jpg', hue: 1 })).toBe('acknowledged');
  await settled(before, acts.known()());
  await before.close();
  const recording = await record({
    dataDir,
    folder: join(folder, name, 'kept'),
    known: () => acts.known(),
    async run(system) {
      const { lab, desk } = await deskOf(system);
      await happens(desk, acts);
      expect(await settle(lab, desk, acts.known()(), PATIENCE)).toEqual([]);
    },
  });
  // Not before: print jobs are taken from their queue to be read.
  const after = await startSystem({ dataDir, keepData: true });
  const whole = await settled(after, acts.known()());
  await after.close();
  return { recording, whole };
}

const manifests = ({ lab }: Found) =>
  Object.fromEntries([...lab.rows].map(([key, { status, manifest }]) => [key, { status, manifest }]));

async function goOn({ recording, whole }: Lives, at: number): Promise<void> {
  const cut = recording.cuts[at];
  if (!cut) throw new Error(`There is no commit ${at}.`);
  const dataDir = join(recording.folder, '..', `at-${at}`);
  folderAt(recording, cut, dataDir);
  const ledgers = cut.known();
  const system = await startSystem({ dataDir, keepData: true });
  try {
    const found = await settled(system, ledgers);
    expect(violations(found, ledgers)).toEqual([]);
    const there = manifests(found);
    expect(manifests(whole)).toMatchObject(there);
    for (const { status } of found.orders) expect(status).toBe('CONFIRMED');
  } finally {
    await system.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const LIVES: readonly (readonly [string, (desk: Desk, acts: Acts) => Promise<void>])[] = [
  [
    'a photo',
    async (desk, acts) => {
      expect(await acts.ask(desk, { kind: 'upload anew', key: 'cat.jpg', hue: 90 })).toBe('refused');
      expect(await acts.ask(desk, { kind: 'upload', key: 'new.png', hue: 40 })).toBe('acknowledged');
      expect(await acts.ask(desk, { kind: 'upload anew', key: 'new.png', hue: 41 })).toBe('refused');
    },
  ],
  [
    'an order',
    async (desk, acts) => {
      const order = { kind: 'order', orderId: 'dear', card: 'tok_visa', isDear: true } as const;
      expect(await acts.ask(desk, { kind: 'cancel', orderId: 'dear' })).toBe('refused');
      expect(await acts.ask(desk, order)).toBe('acknowledged');
      expect(await acts.ask(desk, { ...order, card: 'tok_declined' })).toBe('refused');
      const approve = { kind: 'answer', orderId: 'dear', decision: 'APPROVE' } as const;
      await vi.waitFor(async () => expect(await acts.ask(desk, approve)).toBe('acknowledged'), 60_000);
      expect(await acts.ask(desk, { ...approve, decision: 'REFUSE' })).toBe('refused');
    },
  ],
];

describe.each(LIVES)('the life of %s', (name, happens) => {
  let lives: Lives;
  beforeAll(async () => {
    lives = await live(name.replace(' ', '-'), happens);
  });

  it('is in the log commit by commit: cut within one, it ends with the one before', () => {
    const { recording } = lives;
    const frames = framesOf(join(recording.folder, 'store.db-wal'));
    const commits = frames.filter(({ isCommit }) => isCommit).map(({ end }) => end);
    expect(commits).toEqual(expect.arrayContaining(recording.cuts.map(({ logBytes }) => logBytes)));
    const contentAt = (bytes: number) => {
      copyCut(recording.folder, folder, bytes);
      return contentOf(folder);
    };
    let last = contentAt(0);
    for (const [at, { end, isCommit }] of frames.entries()) {
      const found = contentAt(end + (at % 3) * 1000);
      if (isCommit) last = found;
      expect(found, `frame ${at}`).toBe(last);
    }
  });

  it('goes on from each commit, and ends as it would have', { timeout: 3_600_000 }, async () => {
    const { cuts } = lives.recording;
    expect(cuts.length).toBeGreaterThan(30);
    const left = cuts.keys();
    const work = async () => {
      for (const at of left) await goOn(lives, at);
    };
    await Promise.all([work(), work()]);
  });
});
