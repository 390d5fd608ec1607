import * as z from 'zod/mini';
import { FORMATS, type FormatConfig, formatChoice, formatConfigOf, preset } from './formats.ts';

/**
 * What is made of every photo: the one place that functions, workflow, upload filter and documentation take it from.
 * `npm run package` refuses a mistake here with a sentence.
 */
const defaults: VariantConfigInput = {
  preset: 'balanced',
  widths: [320, 1280, 2048],
  formats: [{ format: 'avif' }, { format: 'webp' }, { format: 'jpeg' }],
  background: '#ffffff',
  exif: ['camera', 'lens', 'exposure', 'takenAt'],
  userMetadata: ['title', 'copyright'],
  uploadPrefixes: [],
};

/** What a stage does otherwise, by its name; every field that is named replaces the default whole. */
const byStage: Readonly<Record<string, Partial<VariantConfigInput>>> = {};

/** WebP takes the least. */
const MAX_WIDTH = FORMATS.webp.maxSide;

const width = z
  .int('give a whole number of pixels')
  .check(
    z.gte(16, 'is at least 16 pixels'),
    z.lte(MAX_WIDTH, `is at most ${MAX_WIDTH} pixels, the most that WebP takes`),
  );

const distinct = <Item>(values: readonly Item[]) => new Set(values).size === values.length;

const schema = z.strictObject(
  {
    /** Of all formats that name none of their own. */
    preset: z._default(preset, 'balanced'),
    /** Pixels. A photo gets the distinct values of min(width, its own width). */
    widths: z
      .array(width)
      .check(
        z.minLength(1, 'name at least one'),
        z.maxLength(20, 'names more than 20'),
        z.refine(distinct, 'names one twice'),
      ),
    /** A format's preset and settings, where they are not those of `preset`. */
    formats: z.array(formatChoice).check(
      z.minLength(1, 'name at least one'),
      z.refine((formats) => distinct(formats.map((each) => each.format)), 'names one twice'),
    ),
    /** Behind transparent pixels in JPEG, which has no alpha. */
    background: z.string().check(z.regex(/^#[0-9a-f]{6}$/i, 'is a colour such as #ffffff')),
    /** What the manifest tells of a photo's EXIF. Variants carry none at all; a position (GPS) can't be chosen. */
    exif: z.array(z.enum(['camera', 'lens', 'exposure', 'takenAt'], 'is camera, lens, exposure or takenAt')),
    /** User metadata (`x-amz-meta-…`) of the source that its variants keep. */
    userMetadata: z.array(z.string().check(z.regex(/^[a-z0-9-]+$/, 'is a lower-case name such as title'))),
    /** Develops only keys that begin with one of these; all keys where there is none. */
    uploadPrefixes: z.array(z.string().check(z.minLength(1, 'is empty: leave it out to develop every key'))),
  },
  'has a field that Darkroom does not know, or is no object',
);

type VariantConfigInput = z.input<typeof schema>;
/** With every setting of every format: which word they come from makes no difference to what is made. */
export type VariantConfig = Omit<z.output<typeof schema>, 'preset' | 'formats'> & {
  readonly formats: readonly FormatConfig[];
};
export type ExifField = VariantConfig['exif'][number];

/** Checks a configuration. Throws an `Error` of one sentence that names the field and what is wrong with it. */
export function parseVariantConfig(input: unknown): VariantConfig {
  const result = schema.safeParse(input);
  if (result.success) {
    const { preset: word, formats, ...others } = result.data;
    return { ...others, formats: formats.map((choice) => formatConfigOf(choice, word)) };
  }
  const issue = result.error.issues[0];
  const path = ['variants', ...(issue?.path ?? [])].map(String).join('.');
  throw new Error(`functions/shared/variants.ts: ${path} ${issue?.message ?? 'is not as it should be'}.`);
}

/** The configuration of a stage such as `dev`. Throws as `parseVariantConfig`. */
export const variantsOf = (stage: string): VariantConfig => parseVariantConfig({ ...defaults, ...byStage[stage] });

/** Every stage that differs from the defaults, for checks at package time. */
export const stagesWithVariants: readonly string[] = Object.keys(byStage);
