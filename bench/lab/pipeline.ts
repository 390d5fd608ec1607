import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from '@safelight/local/cli/usage';
import { startSystem } from '#lab/running-lab.ts';
import { type Benchmark, count, type Options, type Progress } from '../benchmark.ts';
import { contendWithSystem } from '../contender.ts';
import { interleaved, median, seconds } from '../measure.ts';
import { openLab } from './photo-lab.ts';
import { madePictures, type Picture, picturesIn, variantCount } from './pictures.ts';
import { watchMemory } from './process-tree.ts';
import { sharpAlone } from './sharp-alone.ts';

const root = dirname(dirname(import.meta.dirname));

/** Photos a second from upload to READY through the whole local system, against sharp alone making the same variants. */
export const pipeline: Benchmark = {
  name: 'pipeline',
  summary: 'photos a second end to end against sharp alone on the same variants',
  options: {
    images: 'DIR  photos to develop (otherwise 12 megapixels made by code)',
    count: 'N    how many to make (12)',
    repetitions: 'N    measurements of each (5)',
  },
  async contend(root, options, progress) {
    const { pictures } = await picturesOf(options, progress);
    return contendWithSystem(root, async (system) => {
      const lab = await openLab(system);
      await lab.develop(pictures.slice(0, 1));
      return async () => ({ photosPerSecond: pictures.length / (await seconds(() => lab.develop(pictures))) });
    });
  },
  async run(options, progress) {
    const { pictures, notes } = await picturesOf(options, progress);
    const dataDir = await mkdtemp(join(tmpdir(), 'darkroom-pipeline-'));
    const system = await startSystem({ root, dataDir });
    try {
      const memory = watchMemory(system.pid);
      const lab = await openLab(system);
      progress('pipeline: one photo to warm up');
      await lab.develop(pictures.slice(0, 1));
      const measured = await interleaved(count(options, 'repetitions', 5), {
        lab: () =>
          tell(
            progress,
            'through the system',
            seconds(() => lab.develop(pictures)),
          ),
        apart: () => tell(progress, 'sharp alone, each variant by itself', sharpAlone(pictures, 'apart')),
        shared: () => tell(progress, 'sharp alone, each width once', sharpAlone(pictures, 'shared')),
      });
      const { figures, share } = { figures: figuresOf(pictures, measured), share: await lab.stageShares() };
      const peakPssMb = memory.peakMb();
      const targets = { ratio: { atLeast: 0.8 } };
      return { figures: { ...figures, peakPssMb }, targets, notes: [...notes, ...share] };
    } finally {
      await system.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

async function picturesOf({ images, ...options }: Options, progress: Progress) {
  if (images !== undefined && options.count !== undefined)
    throw new UsageError('--count makes photos: leave it out with --images');
  const { pictures, leftOut } =
    images === undefined
      ? { pictures: await made(count(options, 'count', 12), progress), leftOut: 0 }
      : await picturesIn(images, () => progress(`pipeline: reading ${images}`));
  const variants = pictures.reduce((sum, picture) => sum + variantCount(picture), 0);
  const left = leftOut === 0 ? '' : `; ${leftOut} files left out (they would be rejected)`;
  return { pictures, notes: [`${pictures.length} photos, ${variants} variants${left}`] };
}

function made(total: number, progress: Progress): Promise<Picture[]> {
  progress('pipeline: making photos');
  return madePictures(total);
}

type Times = Readonly<Record<'lab' | 'apart' | 'shared', number[]>>;

/** Against whichever way of sharp's is faster. */
function figuresOf(pictures: readonly Picture[], { lab, apart, shared }: Times) {
  const faster = median(apart) < median(shared) ? apart : shared;
  const ratios = lab.map((time, index) => (faster[index] ?? Number.NaN) / time);
  const rate = (times: number[]) => pictures.length / median(times);
  return {
    ratio: median(ratios),
    photosPerSecond: rate(lab),
    sharpApartPhotosPerSecond: rate(apart),
    sharpSharedPhotosPerSecond: rate(shared),
  };
}

async function tell(progress: Progress, what: string, time: Promise<number>): Promise<number> {
  progress(`pipeline: ${what} ${(await time).toFixed(2)} s`);
  return time;
}
