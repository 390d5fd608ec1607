import type { Metadata, Sharp, SharpOptions } from 'sharp';
import { isPremultiplied } from '../decode/containers/avif.ts';
import { openPixels, pickChannels, readPixels, unpremultiplied } from '../decode/raw-pixels.ts';
import { requireWhole } from '../decode/require-whole.ts';
import { openSource } from '../decode/sharp.ts';
import { type TiffFacts, tiffFacts } from '../decode/tiff/facts.ts';
import { asUnsigned, DEPTH, hasStrayChannels, isAlpha, oddSamples, toBytes } from '../decode/tiff/samples.ts';
import { toSrgb } from './convert.ts';
import { greyLevels } from './grey-profile.ts';
import { namedSpace } from './space.ts';

/**
 * Opens a picture upright and in sRGB of 8 bits, whatever its colour space. sharp converts by the embedded profile and then
 * drops it; what it does not convert is read as numbers and converted here, which few pictures need.
 * @param shrink resizes as the caller is going to: what is read as numbers is no larger than it need be
 */
export async function openInSrgb(
  bytes: Buffer,
  options?: SharpOptions,
  shrink: (picture: Sharp) => Sharp = (picture) => picture,
): Promise<Sharp> {
  await requireWhole(bytes);
  const header = await openSource(bytes, options).metadata();
  const upright = (more?: SharpOptions) => openSource(bytes, { ...options, ...more }).autoOrient();
  for (const remake of REMAKES) {
    const remade = await remake(bytes, header, upright, shrink);
    if (remade) return remade;
  }
  return bySharp(upright(), header);
}

/** sharp brings 16-bit RGB to Display P3, for outputs that can be wide, and would leave it there. */
function bySharp(upright: Sharp, { space, icc }: Metadata): Sharp {
  const inSrgb = upright.toColourspace('srgb');
  return space === 'rgb16' && icc ? inSrgb.withIccProfile('srgb', { attach: false }) : inSrgb;
}

type Remake = (
  bytes: Buffer,
  header: Metadata,
  upright: (more?: SharpOptions) => Sharp,
  shrink: (picture: Sharp) => Sharp,
) => Promise<Sharp | undefined>;

const ofTiff: Remake = async (bytes, header, upright) => {
  const facts = tiffFacts(bytes);
  if (!facts) return undefined;
  const kind = oddSamples(facts);
  if (kind) {
    const unsigned = openSource(asUnsigned(bytes, facts)).autoOrient();
    const { space } = await unsigned.metadata();
    const pixels = await readPixels(unsigned.toColourspace(space), DEPTH[kind]);
    return openPixels(pickChannels(toBytes(pixels, kind), picked(facts, pixels.channels)));
  }
  if (!hasStrayChannels(facts)) return undefined;
  const pixels = await readPixels(bySharp(upright(), header), 'uchar');
  return openPixels(pickChannels(pixels, picked(facts, pixels.channels)));
};

/** Colours, and alpha where there is one. */
function picked({ extraSamples, samples }: TiffFacts, channels: number): readonly number[] {
  const colours = channels < 3 || (samples < 3 && channels < 3) ? 1 : 3;
  const kept = Array.from({ length: colours }, (_, index) => index);
  return channels > colours && isAlpha(extraSamples[0]) ? [...kept, colours] : kept;
}

/** The profile of 16-bit grey, which sharp passes over. */
const ofGrey16: Remake = async (_bytes, { space, icc }, upright, shrink) => {
  const levels = space === 'grey16' && icc ? greyLevels(icc) : undefined;
  if (!levels) return undefined;
  const { data, width, height, channels } = await readPixels(shrink(upright()).toColourspace('grey16'), 'ushort');
  const samples = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  const made = Buffer.from(
    samples.map((sample, index) => (channels === 2 && index % 2 === 1 ? sample >> 8 : (levels[sample] ?? 0))),
  );
  return openPixels({ data: made, width, height, channels });
};

/** Code points and chromaticities, which decoders leave to whoever shows the picture. */
const ofNamedSpace: Remake = async (bytes, { depth }, upright, shrink) => {
  const space = namedSpace(bytes);
  if (!space) return undefined;
  const isWide = depth === 'ushort';
  const asNumbers = shrink(upright({ ignoreIcc: true }));
  const pixels = await readPixels(asNumbers.toColourspace(isWide ? 'rgb16' : 'srgb'), isWide ? 'ushort' : 'uchar');
  const shown = toSrgb(pixels, isWide ? 16 : 8, space);
  return openPixels(pixels.channels === 4 && isPremultiplied(bytes) ? unpremultiplied(shown) : shown);
};

const ofPremultiplied: Remake = async (bytes, header, upright, shrink) => {
  if (!header.hasAlpha || !isPremultiplied(bytes)) return undefined;
  return openPixels(unpremultiplied(await readPixels(bySharp(shrink(upright()), header), 'uchar')));
};

const REMAKES: readonly Remake[] = [ofTiff, ofGrey16, ofNamedSpace, ofPremultiplied];
