import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { UsageError } from '@safelight/local/cli/usage';
import sharp, { type Sharp } from 'sharp';
import { developedKinds } from '#tests/support/pictures/developed.ts';
import { cameraRaws, unsupportedKinds } from '#tests/support/pictures/kinds.ts';

/** A file that mutated pictures are made from. */
export interface Original {
  readonly bytes: Buffer;
  /** With its dot, such as `.jpg`. */
  readonly extension: string;
}

/** All files of a folder, ordered by name, whatever they are. */
export async function originalsIn(folder: string): Promise<readonly Original[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new UsageError(`--images ${folder}: there is no such folder.`);
  });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const originals: Original[] = [];
  for (const name of names.toSorted())
    originals.push({ bytes: await readFile(join(folder, name)), extension: extname(name) || '.bin' });
  const whole = originals.filter(({ bytes }) => bytes.length > 0);
  if (whole.length === 0) throw new UsageError(`--images ${folder}: there is no file in it.`);
  return whole;
}

/** Small pictures in every kind that is developed or refused by name, the same bytes every time. */
export async function madeOriginals(): Promise<readonly Original[]> {
  const developed = Object.entries(developedKinds).flatMap(([format, makers]) =>
    Object.values(makers).map(async (make) => ({ bytes: await make(), extension: `.${format.toLowerCase()}` })),
  );
  const refused = [...Object.values(cameraRaws), ...Object.values(unsupportedKinds)].map(async (make) => ({
    bytes: await make(),
    extension: '.tif',
  }));
  return [...(await largerOriginals()), ...(await Promise.all([...developed, ...refused]))];
}

/** One in each format and usual form, with more in it to be damaged. */
export const largerOriginals = (): Promise<readonly Original[]> =>
  Promise.all(
    forms.map(async ([extension, picture]): Promise<Original> => ({ bytes: await picture().toBuffer(), extension })),
  );

const WIDTH = 400;
const HEIGHT = 300;

const forms: readonly (readonly [string, () => Sharp])[] = [
  ['.jpg', () => scene().jpeg({ quality: 85 })],
  ['.jpg', () => scene().jpeg({ progressive: true }).withMetadata({ orientation: 6 })],
  ['.jpg', () => scene().toColourspace('cmyk').jpeg()],
  ['.png', () => scene().png()],
  ['.png', () => scene().toColourspace('rgb16').png()],
  ['.png', () => scene().ensureAlpha(0.5).png({ palette: true })],
  ['.webp', () => scene().webp()],
  ['.webp', () => scene().ensureAlpha(0.5).webp({ lossless: true })],
  ['.webp', () => animated().webp({ loop: 2, delay: [80, 120, 40] })],
  ['.gif', () => animated().gif({ loop: 0, delay: [80, 120, 40] })],
  ['.avif', () => scene().avif({ effort: 0 })],
  ['.tiff', () => scene().tiff({ compression: 'lzw' })],
  ['.tif', () => scene().tiff({ compression: 'none', tile: true })],
];

/** Gradients and edges in all colours. @param shift moves them, for the frames of an animation */
function pixels(shift: number): Buffer {
  const raw = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let at = 0; at < raw.length; at += 3) {
    const x = (at / 3 + shift) % WIDTH;
    const y = Math.floor(at / 3 / WIDTH);
    raw.set([(x * 255) / WIDTH, (y * 255) / HEIGHT, ((x * y) % 256) ^ ((x >> 4) * 17)], at);
  }
  return raw;
}

const scene = (): Sharp => sharp(pixels(0), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });

const animated = (): Sharp =>
  sharp(Buffer.concat([pixels(0), pixels(60), pixels(120)]), {
    raw: { width: WIDTH, height: HEIGHT * 3, channels: 3, pageHeight: HEIGHT },
  });
