import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UsageError } from '@safelight/local/cli/usage';
import sharp from 'sharp';
import { open } from '#functions/images/decode/sharp.ts';
import { inspectPicture } from '#functions/images/inspect-picture.ts';
import { type Plan, planVariants } from '#functions/images/plan.ts';
import { variantsOf } from '#functions/shared/variants.ts';

export interface Picture {
  readonly name: string;
  readonly bytes: Buffer;
  /** What the lab makes of it. */
  readonly plan: Plan;
}

export const config = variantsOf('dev');

export const variantCount = ({ plan }: Picture): number =>
  plan.handovers.reduce((sum, { variants }) => sum + variants.length, 0);

/** The pictures of a folder that the lab develops, and how many other files there are. Throws a UsageError before it has begun. */
export async function picturesIn(
  folder: string,
  begun: () => void = () => {},
): Promise<{ readonly pictures: Picture[]; readonly leftOut: number }> {
  const files = await readdir(folder).catch(() => {
    throw new UsageError(`--images ${folder}: there is no such folder`);
  });
  begun();
  const read: (Picture | undefined)[] = [];
  for (const file of files.sort()) read.push(await readPicture(join(folder, file)));
  const pictures = read.filter((picture) => picture !== undefined);
  if (pictures.length === 0) throw new UsageError(`--images ${folder}: no picture in it can be developed`);
  return { pictures, leftOut: files.length - pictures.length };
}

async function readPicture(path: string): Promise<Picture | undefined> {
  try {
    const bytes = await readFile(path);
    // Damage to the pixels shows only when all of them are decoded.
    await open(bytes, { animated: true }).stats();
    return await pictureOf(basename(path), bytes);
  } catch {
    return undefined;
  }
}

const pictureOf = async (name: string, bytes: Buffer): Promise<Picture> => ({
  name,
  bytes,
  plan: planVariants(await inspectPicture(bytes), config),
});

const TWELVE_MEGAPIXELS = { width: 4000, height: 3000 };

/** Photos of 12 megapixels, or another size, with the detail of a camera's: the same every time but for the noise. */
export async function madePictures(count: number, size = TWELVE_MEGAPIXELS): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (let index = 0; index < count; index += 1) {
    pictures.push(await pictureOf(`made-${index}.jpg`, await madePicture(size)));
  }
  return pictures;
}

async function madePicture({ width, height }: { readonly width: number; readonly height: number }): Promise<Buffer> {
  const shapes = await noise(width / 40, height / 40, 60)
    .resize(width, height, { kernel: 'cubic' })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const grain = await noise(width, height, 9).png({ compressionLevel: 0 }).toBuffer();
  return sharp(shapes)
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toBuffer();
}

const noise = (width: number, height: number, sigma: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma } },
  });
