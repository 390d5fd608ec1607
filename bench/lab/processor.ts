import { dirname } from 'node:path';
import { type Benchmark, count, type Options, type Progress } from '../benchmark.ts';
import { type Contender, contendWithSystem } from '../contender.ts';
import { mediansOfRounds } from '../rounds.ts';
import { openLab } from './photo-lab.ts';
import { madePictures } from './pictures.ts';
import { watchProcessor } from './processor-times.ts';

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
    const figures = await mediansOfRounds(await contender(root, options, progress), 'processor', progress);
    return {
      figures,
      targets: {},
      notes: [
        'milliseconds a photo; service: the process of npm start and what starts it; functions: their environments',
        "JavaScript: the main thread, with most of what is collected; Threads: pictures, files, V8's own; System: the kernel",
      ],
    };
  },
  contend: contender,
};

function contender(build: string, options: Options, progress: Progress): Promise<Contender> {
  const photos = count(options, 'count', PHOTOS);
  return contendWithSystem(build, async (system) => {
    progress('processor: making photos');
    const pictures = await madePictures(photos, SIZE);
    const lab = await openLab(system);
    await lab.develop(pictures);
    return async () => {
      const watched = watchProcessor(system.pid);
      await lab.develop(pictures);
      const { spent, coldStarts } = watched.stop();
      const perPhoto = Object.entries(spent).map(([kind, ms]) => [`${kind}Ms`, ms / photos] as const);
      const allMs = perPhoto.reduce((sum, [, ms]) => sum + ms, 0);
      return { allMs, ...Object.fromEntries(perPhoto), coldStarts };
    };
  });
}
