import * as z from 'zod/mini';

/** A format in which variants are made: all that is known of it, but for its encoder (`functions/images/encoder.ts`). */
interface VariantFormatTraits {
  /** Of keys, without a dot. */
  readonly extension: string;
  /** Media type. */
  readonly type: string;
  /** The longest side that its encoder takes, in pixels. libvips' own is lower than the format's for JPEG (65,535). */
  readonly maxSide: number;
  /** Whether transparency stays; in the others it is laid on the background. */
  readonly alpha: boolean;
  /** Whether an animation moves in it; in the others its first frame is shown. */
  readonly animation: boolean;
}

const whole = (least: number, most: number) => {
  const message = `is from ${least} to ${most}`;
  return z.int('give a whole number').check(z.gte(least, message), z.lte(most, message));
};
const quality = whole(1, 100);

/** A format's record: its traits, and `config`, the schema of what its encoder is told. */
function record<const Name extends string, Settings extends z.core.$ZodLooseShape>(
  name: Name,
  traits: VariantFormatTraits,
  settings: Settings,
) {
  const takes = ['format', ...Object.keys(settings)];
  const message = `${name} takes ${takes.slice(0, -1).join(', ')} and ${takes.at(-1)}`;
  return { ...traits, config: z.strictObject({ format: z.literal(name), ...settings }, message) };
}

/** Every format that can be configured. Variants, keys, inputs, plan and encoder take theirs from here. */
export const FORMATS = {
  avif: record(
    'avif',
    // The encoder writes animations frame by frame as one tall still: an animated AVIF cannot be made.
    { extension: 'avif', type: 'image/avif', maxSide: 16_384, alpha: true, animation: false },
    { quality, effort: whole(0, 9) },
  ),
  webp: record(
    'webp',
    { extension: 'webp', type: 'image/webp', maxSide: 16_383, alpha: true, animation: true },
    { quality, effort: whole(0, 6) },
  ),
  jpeg: record(
    'jpeg',
    { extension: 'jpg', type: 'image/jpeg', maxSide: 65_500, alpha: false, animation: false },
    { quality },
  ),
};

export type VariantFormat = keyof typeof FORMATS;
/** How one format is made, such as `{ format: 'jpeg', quality: 80 }`. */
export type FormatConfig = z.output<(typeof FORMATS)[VariantFormat]['config']>;

const names = Object.keys(FORMATS);

export const isVariantFormat = (value: unknown): value is VariantFormat =>
  typeof value === 'string' && Object.hasOwn(FORMATS, value);

/** Reads one `FormatConfig`. */
export const formatConfig = z.discriminatedUnion(
  'format',
  [FORMATS.avif.config, FORMATS.webp.config, FORMATS.jpeg.config],
  `is ${names.slice(0, -1).join(', ')} or ${names.at(-1)}, with its settings`,
);
