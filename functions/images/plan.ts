import { FORMATS, type FormatConfig, type VariantFormat } from '../shared/formats.ts';
import type { VariantConfig } from '../shared/variants.ts';
import type { Picture } from './inspect-picture.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** All that is to be made of a photo. Small: it travels through the workflow. */
export interface Plan {
  /** From the widest to the narrowest: what takes longest is begun first. */
  readonly handovers: readonly HandoverPlan[];
}

/** One width, in which Resize hands the picture over to Convert, and what is made of it. */
export interface HandoverPlan extends Size {
  readonly variants: readonly VariantPlan[];
}

/** Smaller than its hand-over only where the longest side of its encoder demands it. */
export interface VariantPlan extends Size {
  readonly format: VariantFormat;
  /**
   * `source` for what a hand-over would lose: the delays and loop of an animation in a format that can move, and, for a
   * format without alpha, the transparency that is laid on the background before a picture is resized.
   */
  readonly from: 'handover' | 'source';
}

/** Whether a picture moves in a format; the others get its first frame. */
const isAnimatedIn = (format: VariantFormat, { frames }: Pick<Picture, 'frames'>): boolean =>
  frames > 1 && FORMATS[format].animation;

/**
 * Never enlarges; equal widths are made once; a side longer than its encoder takes is scaled to fit. A hand-over fits what
 * the format with the longest side takes, so that something is made from each.
 */
export function planVariants(picture: Picture, { widths, formats }: Pick<VariantConfig, 'widths' | 'formats'>): Plan {
  const maxSide = Math.max(...formats.map(({ format }) => FORMATS[format].maxSide));
  const sizes = distinctWidths(widths.map((width) => within(scaled(picture, Math.min(width, picture.width)), maxSide)));
  const variants = formats.map((format) => variantsIn(format, picture, sizes));
  const handovers = sizes.map((size) => ({
    ...size,
    variants: variants.flatMap((made) => made.get(size) ?? []),
  }));
  return { handovers: handovers.toReversed() };
}

/** The variants in one format, by the hand-over that each is made from. */
function variantsIn(
  { format }: FormatConfig,
  picture: Picture,
  handovers: readonly Size[],
): ReadonlyMap<Size, VariantPlan> {
  const from = isAnimatedIn(format, picture) || (picture.hasAlpha && !FORMATS[format].alpha) ? 'source' : 'handover';
  const fitted = handovers.map((handover) => ({ handover, ...within(handover, FORMATS[format].maxSide) }));
  return new Map(distinctWidths(fitted).map(({ handover, ...size }) => [handover, { format, from, ...size }]));
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
