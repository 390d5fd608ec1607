import { FORMATS } from '#functions/shared/formats.ts';

/** The formats that lose something, and more of it at a lower quality. */
export const TUNED = ['avif', 'webp', 'jpeg'] as const;
export type Tuned = (typeof TUNED)[number];

export const isTuned = (word: string): word is Tuned => TUNED.some((format) => format === word);

/** All that an encoder is told but for the quality, by sharp's names. */
export type Way = Readonly<Record<string, string | number | boolean>>;

type Values = Readonly<Record<string, readonly (string | number | boolean)[]>>;

const every = (values: Values): readonly Way[] =>
  Object.entries(values).reduce<readonly Way[]>(
    (ways, [name, each]) => ways.flatMap((way) => each.map((value) => ({ ...way, [name]: value }))),
    [{}],
  );

const scans = (way: Way): readonly Way[] => [
  { ...way, progressive: false, optimiseScans: false },
  { ...way, progressive: true, optimiseScans: false },
  { ...way, progressive: true, optimiseScans: true },
];

/** Whole chroma and ringing are tried with the default's table alone: they have nothing to do with the table. */
const jpeg = [
  ...every({ trellisQuantisation: [false, true], overshootDeringing: [true], quantisationTable: [0, 2, 3, 4] }),
  ...every({
    trellisQuantisation: [false, true],
    overshootDeringing: [true],
    quantisationTable: [3],
    chromaSubsampling: ['4:4:4'],
  }),
  ...every({ trellisQuantisation: [true], overshootDeringing: [false], quantisationTable: [3] }),
].flatMap(scans);

/** The ways that are walked. From effort 7 on AVIF takes minutes a photo. */
const WAYS: Readonly<Record<Tuned, readonly Way[]>> = {
  avif: every({ effort: [0, 1, 2, 3, 4, 5, 6], chromaSubsampling: ['4:4:4', '4:2:0'] }),
  webp: [
    ...every({ effort: [0, 1, 2, 3, 4, 5, 6], smartSubsample: [false, true] }),
    ...every({ effort: [2, 4], smartSubsample: [false], preset: ['photo', 'picture'] }),
  ],
  jpeg,
};

export const waysOf = (format: Tuned): readonly Way[] => WAYS[format];

/** The default's, by which all others are judged. */
export function defaultOf(format: Tuned): { readonly quality: number; readonly way: Way } {
  const { quality, ...way } = FORMATS[format].presets.balanced;
  return { quality, way };
}

/** Such as `effort 2, smartSubsample`: what is off goes without saying. */
export const nameOf = (way: Way): string =>
  Object.entries(way)
    .filter(([, value]) => value !== false)
    .map(([name, value]) => (value === true ? name : `${name} ${value}`))
    .join(', ') || 'nothing';
