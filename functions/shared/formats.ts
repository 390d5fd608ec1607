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

/** One word for how all formats are encoded: as small as they get in which time. */
export const PRESETS = ['balanced', 'fast', 'small'] as const;
export type Preset = (typeof PRESETS)[number];
export const preset = z.enum(PRESETS, `is ${PRESETS.slice(0, -1).join(', ')} or ${PRESETS.at(-1)}`);

const whole = (least: number, most: number) => {
  const message = `is from ${least} to ${most}`;
  return z.int('give a whole number').check(z.gte(least, message), z.lte(most, message));
};
const quality = whole(1, 100);
const flag = z.boolean('is true or false');
const chromaSubsampling = z.enum(['4:4:4', '4:2:0'], 'is 4:4:4 or 4:2:0');

/** Of mozjpeg: the quantisation table that it takes itself, and no ringing around what is black on white. */
const photoTable = { overshootDeringing: true, quantisationTable: 3 };

/**
 * A format's record: its traits; `config`, the schema of what its encoder is told, by sharp's names; `choice`, of what may
 * be said of it, where every setting that is not named is its preset's.
 */
function record<const Name extends string, Settings extends z.core.$ZodLooseShape>(
  name: Name,
  traits: VariantFormatTraits,
  settings: Settings,
  presets: Readonly<Record<Preset, z.output<z.ZodMiniObject<Settings>>>>,
) {
  const config = z.strictObject({ format: z.literal(name), ...settings });
  const takes = ['format', 'preset', ...Object.keys(settings)];
  const message = `${name} takes ${takes.slice(0, -1).join(', ')} and ${takes.at(-1)}`;
  const said = z.partial(z.strictObject(settings, message));
  const choice = z.extend(said, { format: z.literal(name), preset: z.optional(preset) });
  return { ...traits, presets, config, choice };
}

/** Every format that can be configured. Variants, keys, inputs, plan and encoder take theirs from here. */
export const FORMATS = {
  avif: record(
    'avif',
    // The encoder writes animations frame by frame as one tall still: an animated AVIF cannot be made.
    { extension: 'avif', type: 'image/avif', maxSide: 16_384, alpha: true, animation: false },
    { quality, effort: whole(0, 9), chromaSubsampling },
    {
      balanced: { quality: 52, effort: 1, chromaSubsampling: '4:4:4' },
      fast: { quality: 53, effort: 0, chromaSubsampling: '4:4:4' },
      small: { quality: 49, effort: 4, chromaSubsampling: '4:4:4' },
    },
  ),
  webp: record(
    'webp',
    { extension: 'webp', type: 'image/webp', maxSide: 16_383, alpha: true, animation: true },
    { quality, effort: whole(0, 6), smartSubsample: flag },
    {
      balanced: { quality: 80, effort: 2, smartSubsample: false },
      fast: { quality: 80, effort: 2, smartSubsample: false },
      small: { quality: 78, effort: 6, smartSubsample: true },
    },
  ),
  jpeg: record(
    'jpeg',
    { extension: 'jpg', type: 'image/jpeg', maxSide: 65_500, alpha: false, animation: false },
    {
      quality,
      trellisQuantisation: flag,
      overshootDeringing: flag,
      progressive: flag,
      optimiseScans: flag,
      quantisationTable: whole(0, 8),
    },
    {
      balanced: { quality: 77, trellisQuantisation: false, progressive: true, optimiseScans: false, ...photoTable },
      fast: { quality: 77, trellisQuantisation: false, progressive: false, optimiseScans: false, ...photoTable },
      small: { quality: 76, trellisQuantisation: false, progressive: true, optimiseScans: true, ...photoTable },
    },
  ),
};

export type VariantFormat = keyof typeof FORMATS;
/** How one format is made, such as `{ format: 'webp', quality: 80, effort: 2 }`. */
export type FormatConfig = z.output<(typeof FORMATS)[VariantFormat]['config']>;

const names = Object.keys(FORMATS);

export const isVariantFormat = (value: unknown): value is VariantFormat =>
  typeof value === 'string' && Object.hasOwn(FORMATS, value);

const formatConfig = z.discriminatedUnion('format', [FORMATS.avif.config, FORMATS.webp.config, FORMATS.jpeg.config]);

/** What is said of one format, such as `{ format: 'avif' }` or `{ format: 'jpeg', preset: 'small', quality: 85 }`. */
export const formatChoice = z.discriminatedUnion(
  'format',
  [FORMATS.avif.choice, FORMATS.webp.choice, FORMATS.jpeg.choice],
  `is ${names.slice(0, -1).join(', ')} or ${names.at(-1)}, with its settings`,
);

/** Settings that a choice does not name are those of its preset, or else of `otherwise`. */
export function formatConfigOf(choice: z.output<typeof formatChoice>, otherwise: Preset): FormatConfig {
  const { preset: own = otherwise, ...settings } = choice;
  const named = Object.entries(settings).filter(([, value]) => value !== undefined);
  return formatConfig.parse({ ...FORMATS[choice.format].presets[own], ...Object.fromEntries(named) });
}
