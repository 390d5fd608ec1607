import { availableParallelism } from 'node:os';
import sharp from 'sharp';
import { encodeSource } from '#functions/images/encode.ts';
import { encoder } from '#functions/images/encoder.ts';
import { openResized } from '#functions/images/resize-picture.ts';
import { seconds } from '../measure.ts';
import { config, type Picture } from './pictures.ts';

/**
 * Seconds that sharp alone takes for the same variants, from buffers to buffers, on all cores: one pass from the source
 * for each variant, as many pictures at once as there are cores, one thread each.
 */
export async function sharpAlone(pictures: readonly Picture[]): Promise<number> {
  sharp.concurrency(1);
  sharp.cache(false);
  const left = [...pictures];
  const worker = async () => {
    for (let picture = left.shift(); picture !== undefined; picture = left.shift()) await variants(picture);
  };
  return seconds(() => Promise.all(Array.from({ length: availableParallelism() }, worker)));
}

async function variants({ bytes, plan }: Picture): Promise<void> {
  for (const { format: name, from, ...size } of plan.handovers.flatMap((handover) => handover.variants)) {
    const format = config.formats.find((one) => one.format === name);
    if (format === undefined) continue;
    if (from === 'source') await encodeSource(bytes, size, format, config.background);
    else {
      const picture = await openResized(bytes, size);
      await encoder(picture, format, config.background).toBuffer();
    }
  }
}
