import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { encodeHandover } from '#functions/images/encode.ts';
import type { Size } from '#functions/images/plan.ts';
import { resizePicture } from '#functions/images/resize-picture.ts';
import type { FormatConfig } from '#functions/shared/formats.ts';
import type { Picture } from '../lab/pictures.ts';

/** What Resize hands over to Convert: one picture in one width. */
export interface Handover {
  readonly name: string;
  readonly size: Size;
  readonly tiff: Buffer;
  /** As it is seen: what has alpha, on the background. */
  readonly pixels: Pixels;
}

export interface Pixels extends Size {
  /** Red, green, blue, alpha. */
  readonly data: Buffer;
  /** The same for the same pixels. */
  readonly digest: string;
}

export interface Encoded {
  readonly bytes: number;
  readonly milliseconds: number;
  readonly pixels: Pixels;
}

const BACKGROUND = '#ffffff';

/** A picture in these widths, never enlarged. */
export async function handoversOf({ name, bytes, plan }: Picture, widths: readonly number[]): Promise<Handover[]> {
  const widest = plan.handovers[0];
  if (!widest) return [];
  const distinct = [...new Set(widths.map((width) => Math.min(width, widest.width)))];
  const made = distinct.map(async (width) => {
    const size = { width, height: Math.max(1, Math.round((widest.height * width) / widest.width)) };
    const tiff = await resizePicture(bytes, size);
    return { name: `${name} at ${width}`, size, tiff, pixels: await pixelsOf(tiff) };
  });
  return Promise.all(made);
}

const LONG_ENOUGH_MS = 100;
const MOST_REPETITIONS = 5;

/** Encodes as Convert does, in the least time of some: what is short is repeated. */
export async function encode({ tiff, size }: Handover, config: FormatConfig): Promise<Encoded> {
  const times: number[] = [];
  let bytes: Buffer = Buffer.alloc(0);
  do {
    const before = process.cpuUsage();
    ({ bytes } = await encodeHandover(tiff, size, config, BACKGROUND));
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  } while (times.length < MOST_REPETITIONS && times.reduce((sum, time) => sum + time, 0) < LONG_ENOUGH_MS);
  return { bytes: bytes.length, milliseconds: Math.min(...times), pixels: await pixelsOf(bytes) };
}

async function pixelsOf(bytes: Buffer): Promise<Pixels> {
  const seen = sharp(bytes).flatten({ background: BACKGROUND }).toColourspace('srgb').ensureAlpha().raw();
  const { data, info } = await seen.toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, digest: createHash('sha256').update(data).digest('hex') };
}
