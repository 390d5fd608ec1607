import { RejectedError } from '../shared/errors.ts';
import { decoding } from './decode/decode-error.ts';
import { prepare } from './decode/prepare.ts';
import { open } from './decode/sharp.ts';
import { type SourceFormat, sniff } from './decode/sniff.ts';
import { type TiffFacts, tiffFacts } from './decode/tiff/facts.ts';
import { hasStrayChannels, isAlpha } from './decode/tiff/samples.ts';
import { looksFine } from './decode/tiff/unsupported.ts';
import { unsupportedKind } from './decode/unsupported-kind.ts';
import { limitsHere, type SourceLimits } from './limits.ts';

/** What a picture's header tells. */
export interface Picture {
  readonly format: SourceFormat;
  /** Pixels, upright: of one frame, after orientation. */
  readonly width: number;
  readonly height: number;
  /** Frames of an animation; 1 for stills, also for a TIFF of several pages, of which the first is developed. */
  readonly frames: number;
  readonly hasAlpha: boolean;
}

/** Looks at the header alone. Throws a `RejectedError` for what can't be developed; damage to the pixels shows later. */
export async function inspectPicture(bytes: Buffer, limits: SourceLimits = limitsHere()): Promise<Picture> {
  const format = sniff(bytes);
  refuseWhatLooksFine(bytes);
  // The limit is checked below, by the same rule for stills and animations and with a sentence of our own.
  const prepared = prepare(bytes, limits.pixels);
  const options = { ...prepared.options, limitInputPixels: false };
  const header = await decoding(bytes, open(prepared.bytes, options).metadata());
  const frames = isAnimated(format) ? (prepared.frames ?? header.pages ?? 1) : 1;
  const { width, height } = header.autoOrient;
  const facts = tiffFacts(bytes);
  const pixels = width * height * frames * (facts ? weightOf(facts) : 1);
  if (pixels > limits.pixels) {
    throw new RejectedError(
      'TooManyPixels',
      `The picture has ${millions(pixels)} million pixels; ${millions(limits.pixels)} million can be developed.`,
    );
  }
  const hasAlpha = facts && hasStrayChannels(facts) ? isAlpha(facts.extraSamples[0]) : header.hasAlpha;
  return { format, width, height, frames, hasAlpha };
}

/** What a decoder would take, and show in other colours than it has. */
function refuseWhatLooksFine(bytes: Buffer): void {
  const facts = tiffFacts(bytes);
  if (!facts || !looksFine(facts)) return;
  throw new RejectedError('UnsupportedFormat', unsupportedKind(bytes) ?? 'The picture is not developed.');
}

/** The widest pixel that the limit reckons with has 8 bytes. */
const weightOf = ({ samples, bits }: TiffFacts) => Math.max(1, (samples * bits) / 64);

const isAnimated = (format: SourceFormat) => format === 'gif' || format === 'webp';
const millions = (pixels: number) => Math.floor(pixels / 1e6).toLocaleString('en-US');
