import type { Metadata, Sharp } from 'sharp';
import { rawOptions } from './decode/raw-options.ts';
import { readPixels } from './decode/raw-pixels.ts';
import { open } from './decode/sharp.ts';
import type { Size } from './plan.ts';
import { openResized } from './resize-picture.ts';

/** Whether an animation lies on its side or head: turned as a whole, its frames would change places. */
export const isTurnedAnimation = ({ pages = 1, orientation = 1 }: Metadata): boolean => pages > 1 && orientation > 1;

/** An animation whose frames were each turned upright and resized, with its delays and loop count. */
export async function turnedAnimation(source: Buffer, size: Size, header: Metadata): Promise<Sharp> {
  const { pages = 1, delay = [], loop = 0, hasAlpha } = header;
  const channels = hasAlpha ? 4 : 3;
  const frames: Buffer[] = [];
  for (let page = 0; page < pages; page += 1) {
    const upright = await openResized(source, size, { page });
    const { data } = await readPixels(hasAlpha ? upright.ensureAlpha() : upright.removeAlpha(), 'uchar');
    frames.push(data);
  }
  const { raw } = rawOptions({ width: size.width, height: size.height * pages, channels });
  const joined = open(Buffer.concat(frames), raw && { raw: { ...raw, pageHeight: size.height } });
  return joined.webp({ delay: [...delay], loop });
}
