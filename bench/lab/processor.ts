import { dirname } from 'node:path';
import { type Benchmark, count, type Options, type Progress } from '../benchmark.ts';
import { type Contender, contendWithSystem } from '../contender.ts';
import { mediansOfRounds } from '../rounds.ts';
import { openLab } from './photo-lab.ts';
import { madePictures } from './pictures.ts';
import { type Spent, watchProcessor } from './processor-times.ts';

const root = dirname(dirname(import.meta.dirname));
const PHOTOS = 40;
/** So small that to decode, resize and encode it is next to nothing. */
const SIZE = { width: 160, height: 120 };

/** The processor's time that a photo costs besides its pixels, by process and kind. */
export const processor: Benchmark = {
  name: 'processor',
  summary: "the processor's time for a photo besides decoding, resizing and encoding it: by process, by kind",
  options: { count: `N    photos in a round, of 160 x 120 (${PHOTOS})` },
  async run(options, progress) {
    const figures = await mediansOfRounds(await contender(root, options, progress, byKind), 'processor', progress);
    return {
      figures,
      targets: {},
      notes: [
        'milliseconds a photo; service: the process of npm start and what starts it; functions: their environments',
        "JavaScript: the main thread, with most of what is collected; Threads: pictures, files, V8's own; System: the kernel",
      ],
    };
  },
  contend: (build, options, progress) => contender(build, options, progress, byOwner),
};

/** What one photo took on average. */
type Figures = (spent: Spent, photos: number) => Readonly<Record<string, number>>;

const byKind: Figures = (spent, photos) => ({
  ...byOwner(spent, photos),
  ...Object.fromEntries(Object.entries(spent).map(([kind, ms]) => [`${kind}Ms`, ms / photos])),
});

/** Two builds are compared by these alone: single kinds are a few milliseconds, and noise. */
function byOwner(spent: Spent, photos: number) {
  const of = (owner: string) =>
    Object.entries(spent).reduce((sum, [kind, ms]) => sum + (kind.startsWith(owner) ? ms / photos : 0), 0);
  return { allMs: of(''), serviceMs: of('service'), functionsMs: of('functions') };
}

function contender(build: string, options: Options, progress: Progress, figures: Figures): Promise<Contender> {
  const photos = count(options, 'count', PHOTOS);
  return contendWithSystem(build, async (system) => {
    progress('processor: making photos');
    const pictures = await madePictures(photos, SIZE);
    const lab = await openLab(system);
    await lab.develop(pictures);
    return async () => {
      const watched = watchProcessor(system.pid);
      await lab.develop(pictures);
      return figures(watched.stop(), photos);
    };
  });
}
