import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { UsageError } from '@safelight/local/cli/usage';
import type { Lab } from '#lab/lab.ts';
import { labOf, startSystem } from '#lab/running-lab.ts';
import { startRun } from '../../scripts/photos/library/runs.ts';
import { type Benchmark, count, type Progress } from '../benchmark.ts';
import { median } from '../measure.ts';
import { untilDone } from './developed.ts';
import { type LibraryPhoto, outdate, sourcesOf, uploadLibrary } from './library-photos.ts';

const root = dirname(dirname(import.meta.dirname));
const POLL_MS = 250;
const PATIENCE_MS = 10 * 60_000;
const UPLOAD_EVERY_MS = 5_000;
const LOOK_EVERY_MS = 1_000;
const EVERYTHING = 1e9;

/** Bytes up to which a photo is for Express children: all of them, or none. */
const CHILDREN = { express: EVERYTHING, standard: 0 } as const;

/** A library developed again, by Express and by Standard children, while new photos come. */
export const library: Benchmark = {
  name: 'library',
  summary: 'a library developed again, by Express and by Standard children, while photos come: pace and waits',
  options: {
    count: 'N   photos of the library (100)',
    images: 'DIR photos to cut them from (otherwise made by code)',
    broken: 'N   of a hundred that cannot be developed (3)',
    concurrency: 'N   photos at a time (10)',
    children: 'express or standard (otherwise one after the other)',
  },
  async run(options, progress) {
    const total = count(options, 'count', 100);
    const broken = count(options, 'broken', 3);
    const concurrency = count(options, 'concurrency', 10);
    const children = childrenOf(options.children);
    const sources = await sourcesOf(options.images);
    const dataDir = await mkdtemp(join(tmpdir(), 'darkroom-library-'));
    const system = await startSystem({ root, dataDir });
    try {
      const lab = await labOf(system);
      const photos = await uploadLibrary(lab, sources, { total, broken });
      const rows = await untilDone(lab, keysOf(photos), { pollMs: POLL_MS, patienceMs: PATIENCE_MS });
      progress(`library: ${rows.size} photos are there`);
      const bytes = sources[0] ?? Buffer.alloc(0);
      const again = { lab, photos, concurrency, bytes, progress };
      const quiet = await waitOf(lab, 'quiet', bytes);
      const figures: Record<string, number> = { quietUploadMs: quiet };
      for (const each of children) Object.assign(figures, await developedAgain({ ...again, children: each }));
      const atMost = brokenOf(photos);
      return {
        figures,
        targets: Object.fromEntries(
          children.flatMap((each) => [
            [`${each}Failed`, { atMost }],
            [`${each}WorstUploadMs`, { atMost: figures[`${each}UploadBoundMs`] ?? 0 }],
          ]),
        ),
        notes: [
          '…UploadMs: from an upload to its photo being READY, meanwhile and without a run',
          '…UploadBoundMs: what twice as many photos take as are under way at a time',
        ],
      };
    } finally {
      await system.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

/** Throws a UsageError. */
function childrenOf(word: string | undefined): readonly (keyof typeof CHILDREN)[] {
  if (word === undefined) return ['express', 'standard'];
  if (word === 'express' || word === 'standard') return [word];
  throw new UsageError(`--children ${word}: express or standard is needed`);
}

const keysOf = (photos: readonly LibraryPhoto[]) => photos.map(({ key }) => key);
const brokenOf = (photos: readonly LibraryPhoto[]) => photos.filter(({ isBroken }) => isBroken).length;

interface Again {
  readonly lab: Lab;
  readonly photos: readonly LibraryPhoto[];
  readonly concurrency: number;
  readonly children: keyof typeof CHILDREN;
  /** Of the photos that come meanwhile. */
  readonly bytes: Buffer;
  readonly progress: Progress;
}

async function developedAgain({ lab, photos, concurrency, children, bytes, progress }: Again) {
  await outdate(lab, keysOf(photos.filter(({ isBroken }) => !isBroken)));
  const limits = { concurrency, tolerance: 100, expressUpTo: CHILDREN[children] };
  const start = Date.now();
  const run = await startRun(lab, { from: 'PREFIX', prefix: 'library/', only: 'all', ...limits });
  const over = new AbortController();
  const waits = uploadsMeanwhile(lab, children, bytes, over.signal);
  const summary = await endOf(lab, run.executionArn);
  const seconds = (Date.now() - start) / 1000;
  over.abort();
  const all = await waits;
  progress(`library: ${children} children took ${seconds.toFixed(0)} s`);
  const figures = {
    PhotosPerSecond: photos.length / seconds,
    Failed: Number(summary.failed),
    UploadMs: median(all),
    WorstUploadMs: Math.max(...all),
    Uploads: all.length,
    UploadBoundMs: (1000 * 2 * concurrency * seconds) / photos.length,
  };
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${children}${name}`, value]));
}

async function endOf({ states }: Lab, executionArn: string): Promise<Readonly<Record<string, unknown>>> {
  for (;;) {
    const { status, output, cause } = await states.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return JSON.parse(output ?? '{}');
    if (status !== 'RUNNING') throw new Error(`the run ended ${status}: ${cause}`);
    await setTimeout(LOOK_EVERY_MS);
  }
}

/** Uploads a photo every few seconds, and answers how long each took to be READY. */
async function uploadsMeanwhile(
  lab: Lab,
  name: string,
  bytes: Buffer,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const waits: Promise<number>[] = [];
  while (!signal.aborted) {
    waits.push(waitOf(lab, `${name}-${waits.length}`, bytes));
    await setTimeout(UPLOAD_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return Promise.all(waits);
}

async function waitOf(lab: Lab, name: string, Body: Buffer): Promise<number> {
  const key = `new/${name}.jpg`;
  const begun = Date.now();
  await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key: key, Body }));
  const done = await untilDone(lab, [key], { pollMs: POLL_MS, patienceMs: PATIENCE_MS });
  const { status, at } = done.get(key) ?? { status: 'FAILED', at: 0 };
  if (status !== 'READY') throw new Error(`${key} ended ${status}`);
  return at - begun;
}
