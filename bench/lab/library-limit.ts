import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Lab } from '#lab/lab.ts';
import { labOf, startSystem } from '#lab/running-lab.ts';
import { EXPRESS_UP_TO } from '../../scripts/photos/library/request.ts';
import { type Benchmark, count } from '../benchmark.ts';
import { median } from '../measure.ts';
import { untilDone } from './developed.ts';
import { madePictures } from './pictures.ts';

const root = dirname(dirname(import.meta.dirname));
const SIZES = {
  mp1: [1280, 960],
  mp6: [3000, 2000],
  mp12: [4000, 3000],
  mp24: [6000, 4000],
} as const;
const PATIENCE_MS = 10 * 60_000;
/** How long an Express child looks at its photo. */
const LOOKS_SECONDS = 240;
/** Room for machines that are slower, or that others use too. */
const MARGIN = 4;

/** How large a photo may be for an Express child, which looks at it for four minutes: as many at once as a run has. */
export const libraryLimit: Benchmark = {
  name: 'library-limit',
  summary:
    'seconds until photos of each size are developed, as many at once as a run has: what Express children can wait for',
  options: { concurrency: 'N   photos at a time (10)' },
  async run(options, progress) {
    const concurrency = count(options, 'concurrency', 10);
    const dataDir = await mkdtemp(join(tmpdir(), 'darkroom-library-limit-'));
    const system = await startSystem({ root, dataDir });
    const figures: Record<string, number> = {};
    let within = 0;
    try {
      const lab = await labOf(system);
      // Functions load what they need with the first photo.
      await developed(lab, 'warm', await pictureOf(SIZES.mp1), 1);
      for (const [name, size] of Object.entries(SIZES)) {
        const picture = await pictureOf(size);
        const waits = await developed(lab, name, picture, concurrency);
        const worst = Math.max(...waits);
        progress(`library-limit: ${name} of ${picture.length} bytes took ${worst.toFixed(1)} s at most`);
        figures[`${name}Megabytes`] = picture.length / 1e6;
        figures[`${name}Seconds`] = median(waits);
        figures[`${name}WorstSeconds`] = worst;
        if (worst * MARGIN <= LOOKS_SECONDS) within = Math.max(within, picture.length);
      }
    } finally {
      await system.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
    return {
      figures: { ...figures, withinMegabytes: within / 1e6 },
      targets: { withinMegabytes: { atLeast: EXPRESS_UP_TO / 1e6 } },
      notes: [`withinMegabytes: the largest of which the slowest took ${LOOKS_SECONDS / MARGIN} s at most`],
    };
  },
};

async function pictureOf([width, height]: readonly [number, number]): Promise<Buffer> {
  const [picture] = await madePictures(1, { width, height });
  return picture?.bytes ?? Buffer.alloc(0);
}

/** Seconds from the upload of each until it is READY. */
async function developed(lab: Lab, name: string, Body: Buffer, times: number): Promise<readonly number[]> {
  const keys = Array.from({ length: times }, (_, index) => `${name}/${index}.jpg`);
  const begun = Date.now();
  await Promise.all(
    keys.map((Key) => lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key, Body }))),
  );
  const done = await untilDone(lab, keys, { pollMs: 250, patienceMs: PATIENCE_MS });
  for (const [key, { status }] of done) if (status !== 'READY') throw new Error(`${key} ended ${status}`);
  return [...done.values()].map(({ at }) => (at - begun) / 1000);
}
