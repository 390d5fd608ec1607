import type { FormatConfig, VariantConfig, VariantFormat } from '../shared/variants.ts';
import type { Picture } from './inspect-picture.ts';
import { MAX_SIDE } from './limits.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** All that is to be made of a photo. Small: it travels through the workflow. */
export interface Plan {
  /** Widths in which Resize hands the picture over to Convert. */
  readonly handovers: readonly Size[];
  readonly formats: readonly FormatPlan[];
}

export interface FormatPlan {
  readonly format: VariantFormat;
  /**
   * `source` for what a hand-over would lose: the delays and loop of an animation in a format that can move, and, for a
   * format without alpha, the transparency that is laid on the background before a picture is resized.
   */
  readonly from: 'handover' | 'source';
  readonly variants: readonly VariantPlan[];
}

export interface VariantPlan extends Size {
  /** Width of the hand-over that it is made from. */
  readonly handover: number;
}

const ANIMATED_FORMATS: readonly VariantFormat[] = ['webp'];
const OPAQUE_FORMATS: readonly VariantFormat[] = ['jpeg'];

/** Whether a picture moves in a format; the others get its first frame. */
const isAnimatedIn = (format: VariantFormat, { frames }: Pick<Picture, 'frames'>): boolean =>
  frames > 1 && ANIMATED_FORMATS.includes(format);

/** Never enlarges; equal widths are made once; a side longer than its encoder takes is scaled to fit. */
export function planVariants(picture: Picture, { widths, formats }: Pick<VariantConfig, 'widths' | 'formats'>): Plan {
  const handovers = distinctWidths(
    widths.map((width) => within(scaled(picture, Math.min(width, picture.width)), MAX_SIDE.jpeg)),
  );
  return { handovers, formats: formats.map((config) => planFormat(picture, config, handovers)) };
}

function planFormat(picture: Picture, { format }: FormatConfig, handovers: readonly Size[]): FormatPlan {
  const variants = handovers.map((size) => ({ ...within(size, MAX_SIDE[format]), handover: size.width }));
  return {
    format,
    from:
      isAnimatedIn(format, picture) || (picture.hasAlpha && OPAQUE_FORMATS.includes(format)) ? 'source' : 'handover',
    variants: distinctWidths(variants),
  };
}

const scaled = ({ width, height }: Size, to: number): Size => ({
  width: to,
  height: Math.max(1, Math.round((height * to) / width)),
});

/** The same shape with no side longer than `side`. Rounded down, so that the height that follows from the width fits too. */
function within(size: Size, side: number): Size {
  const factor = side / Math.max(size.width, size.height);
  if (factor >= 1) return size;
  const shrink = (length: number) => Math.max(1, Math.floor(length * factor));
  return { width: shrink(size.width), height: shrink(size.height) };
}

const distinctWidths = <Item extends Size>(sizes: readonly Item[]): Item[] =>
  sizes
    .filter((size, index) => sizes.findIndex(({ width }) => width === size.width) === index)
    .sort((a, b) => a.width - b.width);
