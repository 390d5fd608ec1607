import type { Random } from '@safelight/asl/identity';
import { seededRandom } from '@safelight/asl/testing/mock-ports';
import { expect, it } from 'vitest';
import { inside } from '#tests/support/image-workflow.ts';
import { type Content, etagOf, FOLDER_FILES, PhotoLabModel } from '#tests/support/photo-lab-model.ts';

/** More with `HISTORIES=500 npx vitest run tests/workflows/image-consistency.test.ts`. */
const HISTORIES = Number(process.env.HISTORIES ?? 12);
const KEYS = ['a.jpg', 'a.jpg.bak'];
const CONTENTS: readonly Content[] = ['cat', 'cat', 'dog', 'damaged', 'cursed'];
const STATUS: Record<Content, string> = { cat: 'READY', dog: 'READY', damaged: 'REJECTED', cursed: 'FAILED' };

const pick = <Item>(random: Random, items: readonly [Item, ...Item[]] | readonly Item[]): Item => {
  const item = items[Math.floor(random.next() * items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
};

/**
 * Uploads, overwrites (also with the same bytes) and deletes photos, while events about them come late, twice and in any order;
 * deploys other variants, and develops photos again.
 */
async function history(lab: PhotoLabModel, random: Random): Promise<string[]> {
  const told: string[] = [];
  const steps = 1 + Math.floor(random.next() * 7);
  for (let step = 0; step < steps; step++) {
    const key = pick(random, KEYS);
    if (lab.source.has(key) && random.next() < 0.35) {
      told.push(`delete ${key}`);
      lab.delete(key);
    } else {
      const content = pick(random, CONTENTS);
      told.push(`upload ${key} ${content}`);
      lab.upload(key, content);
    }
    if (random.next() < 0.3) {
      told.push(`reprocess ${key}`);
      await lab.reprocess(key);
    }
    if (random.next() < 0.15) {
      told.push('deploy');
      lab.deploy();
    }
    if (random.next() < 0.7) await lab.pause();
  }
  await lab.settle();
  lab.deploy();
  // Twice at once: the library is what it would be if it had been once.
  for (const key of [...KEYS, ...KEYS]) await lab.reprocess(key);
  await lab.settle();
  return told;
}

/** What the newest photo asks for, and what is there. */
async function outcome(lab: PhotoLabModel, key: string) {
  const content = lab.source.get(key);
  const row = await lab.row(key);
  const prefix = inside(row, 'prefix', 'S');
  const files = [...lab.output].filter((path) => path.startsWith(`${key}/`)).sort();
  const expected =
    content === undefined
      ? { status: undefined, etag: undefined, configuration: undefined, files: [] }
      : {
          status: STATUS[content],
          etag: etagOf(content),
          configuration: STATUS[content] === 'READY' ? 'new' : expect.anything(),
          files: STATUS[content] === 'READY' ? FOLDER_FILES.map((file) => `${prefix}/${file}`).sort() : [],
        };
  const attribute = (name: string) => inside(row, name, 'S');
  const found = {
    status: attribute('status'),
    etag: attribute('etag'),
    configuration: attribute('configuration'),
    files,
  };
  return { expected, found };
}

it.each(Array.from({ length: HISTORIES }, (_, seed) => seed))(
  'Images 12: bucket and table agree with the newest photo, and nothing is orphaned (history %i)',
  async (seed) => {
    const random = seededRandom(seed + 1);
    const lab = await PhotoLabModel.open(random);
    const told = await lab.live(history(lab, random));
    for (const key of KEYS) {
      const { expected, found } = await lab.live(outcome(lab, key));
      expect(found, `${key} after ${told.join(', ')}`).toEqual(expected);
    }
  },
);
