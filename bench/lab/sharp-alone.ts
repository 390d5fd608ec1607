import { availableParallelism } from 'node:os';
import sharp, { type Sharp } from 'sharp';
import { encodeSource } from '#functions/images/encode.ts';
import { encoder } from '#functions/images/encoder.ts';
import { openResized } from '#functions/images/resize-picture.ts';
import { seconds } from '../measure.ts';
import { config, type Picture } from './pictures.ts';

/** How sharp alone makes a picture's variants: each by a pass of its own from the source, or each width once for all its formats. */
export type Way = 'apart' | 'shared';

/**
 * Seconds that sharp alone takes for the same variants, from buffers to buffers, on all cores: as many pictures at once as
 * there are cores, one thread each.
 */
export async function sharpAlone(pictures: readonly Picture[], way: Way): Promise<number> {
  sharp.concurrency(1);
  sharp.cache(false);
  const left = [...pictures];
  const worker = async () => {
    for (let picture = left.shift(); picture !== undefined; picture = left.shift()) await WAYS[way](picture);
  };
  return seconds(() => Promise.all(Array.from({ length: availableParallelism() }, worker)));
}

type Handover = Picture['plan']['handovers'][number];
type Variant = Handover['variants'][number];

const WAYS: Readonly<Record<Way, (picture: Picture) => Promise<void>>> = {
  async apart({ bytes, plan }) {
    for (const { variants } of plan.handovers) for (const variant of variants) await alone(bytes, variant);
  },
  async shared({ bytes, plan }) {
    for (const handover of plan.handovers) {
      const { width, height } = handover;
      const shared = handover.variants.filter((one) => one.from !== 'source' && one.width === width);
      for (const variant of handover.variants) if (!shared.includes(variant)) await alone(bytes, variant);
      if (shared.length === 0) continue;
      const resized = (await openResized(bytes, { width, height })).raw();
      const { data, info } = await resized.toBuffer({ resolveWithObject: true });
      for (const variant of shared) await encode(sharp(data, { raw: info }), variant);
    }
  },
};

async function alone(bytes: Buffer, variant: Variant): Promise<void> {
  const { width, height } = variant;
  if (variant.from !== 'source') return encode(await openResized(bytes, { width, height }), variant);
  await encodeSource(bytes, { width, height }, formatOf(variant), config.background);
}

const encode = async (picture: Sharp, variant: Variant): Promise<void> =>
  void (await encoder(picture, formatOf(variant), config.background).toBuffer());

function formatOf({ format: name }: Variant) {
  const format = config.formats.find((one) => one.format === name);
  if (format === undefined) throw new Error(`${name} is planned and not configured.`);
  return format;
}
