import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { liveLine } from '@safelight/local/cli/live-line';
import { screenOf } from '@safelight/local/cli/style';
import type { Lab } from '#lab/lab.ts';
import { labOf, type RunningSystem, startSystem } from '#lab/running-lab.ts';
import { type Benchmark, count, type Options, type Progress } from '../benchmark.ts';
import { contendAnew } from '../contender.ts';
import { type Done, untilDone } from './developed.ts';
import { madePictures, type Picture, picturesIn } from './pictures.ts';
import { watchMemory } from './process-tree.ts';
import { throttlesOf } from './throttles.ts';

const root = dirname(dirname(import.meta.dirname));
const MOST_MB = 1500;
/** Different ones, so that no cache makes it easier than it is; uploaded again and again under names of their own. */
const DIFFERENT = 8;
const SIZE = { width: 800, height: 600 };
const POLL_MS = 1000;
const PATIENCE_MS = 5 * 60_000;

/** Many uploads at the same moment: all are developed, a few at a time, in little memory. */
export const burst: Benchmark = {
  name: 'burst',
  summary: 'photos uploaded all at once: how many are developed, the memory, and the longest wait',
  options: {
    count: 'N   uploads, each on a connection of its own (1000)',
    images: 'DIR photos to upload again and again (otherwise 800 x 600 made by code)',
    concurrency: 'N   functions that may run or wait to run at once, beyond which they are throttled (1000)',
    rest: 'N   seconds after the last photo when the memory is read again (not at all)',
    fault: 'FAULT   what goes wrong on purpose, such as lambda:*:throttle@0.3',
  },
  async contend(root, options, progress) {
    const asked = await askedOf(options, progress);
    return contendAnew(root, async (system) => {
      const { figures } = await measure(system, { ...asked, countsThrottles: false });
      return figures;
    });
  },
  async run(options, progress) {
    const asked = await askedOf(options, progress);
    const dataDir = await mkdtemp(join(tmpdir(), 'darkroom-burst-'));
    const words = wordsOf(options);
    const system = await startSystem({ root, dataDir, words });
    try {
      return await measure(system, { ...asked, countsThrottles: words.length > 0 });
    } finally {
      await system.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

interface Burst {
  readonly total: number;
  readonly pictures: readonly Picture[];
  readonly progress: Progress;
  readonly restSeconds: number;
  readonly countsThrottles: boolean;
}

const askedOf = async (options: Options, progress: Progress) => ({
  total: count(options, 'count', 1000),
  restSeconds: options.rest === undefined ? 0 : count(options, 'rest', 0),
  pictures: await picturesOf(options, progress),
  progress,
});

/** Passed on as they are: `npm start` says what is wrong with them. */
const wordsOf = (options: Options): readonly string[] =>
  ['concurrency', 'fault'].flatMap((name) => (options[name] === undefined ? [] : [`--${name}`, options[name]]));

async function measure(system: RunningSystem, { total, pictures, progress, restSeconds, countsThrottles }: Burst) {
  const memory = watchMemory(system.pid);
  const lab = await labOf(system);
  const start = Date.now();
  const said = (done: number) =>
    `burst: ${done} of ${total} done after ${seconds(start)} s, ${memory.lastMb().toFixed(0)} MB`;
  const uploads = uploadAll(system, lab, photosOf(pictures, total)).then((starts) => {
    progress(`burst: ${total} uploads were accepted after ${seconds(start)} s`);
    return starts;
  });
  const keys = photosOf(pictures, total).map(({ key }) => key);
  const [starts, done] = await Promise.all([
    uploads,
    untilDone(lab, keys, { pollMs: POLL_MS, patienceMs: PATIENCE_MS, onProgress: counted(total, said, progress) }),
  ]);
  const throttled = countsThrottles ? { throttled: await throttlesOf(lab) } : {};
  if (restSeconds > 0) await setTimeout(restSeconds * 1000);
  const rested = restSeconds > 0 ? { restedPssMb: memory.lastMb() } : {};
  const figures = { ...figuresOf(starts, done), ...throttled, ...rested, peakPssMb: memory.peakMb() };
  return {
    figures,
    targets: { developed: { atLeast: total }, peakPssMb: { atMost: MOST_MB } },
    notes: ['worstWaitMs: from the start of an upload to the photo being READY'],
  };
}

const seconds = (start: number) => ((Date.now() - start) / 1000).toFixed(1);

/** On a terminal a line that counts; elsewhere ten lines. */
function counted(total: number, said: (done: number) => string, progress: Progress) {
  const screen = screenOf(process.stderr);
  const line = liveLine(screen);
  let told = 0;
  return (done: number) => {
    line.show(said(done));
    if (done < total && (screen.live || done - told < total / 10)) return;
    told = done;
    line.clear();
    progress(said(done));
  };
}

function figuresOf(starts: ReadonlyMap<string, number>, done: ReadonlyMap<string, Done>) {
  const ready = [...done].filter(([, { status }]) => status === 'READY');
  const first = Math.min(...starts.values());
  const waits = ready.map(([key, { at }]) => at - (starts.get(key) ?? at));
  return {
    developed: ready.length,
    seconds: (Math.max(...ready.map(([, { at }]) => at)) - first) / 1000,
    worstWaitMs: Math.max(...waits),
  };
}

const photosOf = (pictures: readonly Picture[], total: number) =>
  Array.from({ length: total }, (_, index) => {
    const picture = pictures[index % pictures.length];
    if (picture === undefined) throw new Error('there is nothing to upload');
    return { key: `burst/${index}-${picture.name}`, bytes: picture.bytes };
  });

/** All at the same time. Answers when each was begun. */
async function uploadAll(
  { endpoint, credentials }: RunningSystem,
  { names }: Lab,
  photos: readonly { readonly key: string; readonly bytes: Buffer }[],
): Promise<ReadonlyMap<string, number>> {
  const requestHandler = { httpAgent: { maxSockets: photos.length } };
  const s3 = new S3Client({ endpoint, credentials, region: 'us-east-1', requestHandler });
  const starts = new Map<string, number>();
  const uploads = photos.map(({ key, bytes }) => {
    starts.set(key, Date.now());
    return s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key: key, Body: bytes }));
  });
  await Promise.all(uploads);
  s3.destroy();
  return starts;
}

async function picturesOf({ images }: Options, progress: Progress): Promise<readonly Picture[]> {
  progress(images === undefined ? 'burst: making photos' : `burst: reading ${images}`);
  if (images === undefined) return madePictures(DIFFERENT, SIZE);
  const { pictures } = await picturesIn(images);

  return pictures;
}
