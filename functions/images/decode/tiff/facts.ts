import { type TiffDirectory, TiffReader } from './reader.ts';

/** What the first directory of a TIFF says of its picture. */
export interface TiffFacts {
  readonly compression: number;
  readonly photometric: number | undefined;
  /** Of a sample. */
  readonly bits: number;
  /** 1 unsigned, 2 signed, 3 floating point, 4 undefined, 5 and 6 complex. */
  readonly sampleFormat: number;
  readonly samples: number;
  /** What the samples after the colours are: 0 unspecified, 1 premultiplied alpha, 2 alpha. */
  readonly extraSamples: readonly number[];
  readonly isPlanar: boolean;
  readonly isTiled: boolean;
  /** One byte after the last of the picture's data. */
  readonly end: number;
  readonly tags: TiffDirectory;
  readonly reader: TiffReader;
}

export const TAG = {
  newSubfileType: 254,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  make: 271,
  model: 272,
  stripOffsets: 273,
  samplesPerPixel: 277,
  stripByteCounts: 279,
  planarConfiguration: 284,
  tileOffsets: 324,
  tileByteCounts: 325,
  subIfds: 330,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 513,
  exif: 34_665,
  dngVersion: 50_706,
} as const;

/** Answers undefined for what is no TIFF. */
export function tiffFacts(bytes: Uint8Array): TiffFacts | undefined {
  const reader = TiffReader.open(bytes);
  if (!reader) return undefined;
  const tags = reader.first();
  const number = (tag: number) => reader.number(tags.get(tag));
  const offsets = reader.numbers(tags.get(TAG.stripOffsets) ?? tags.get(TAG.tileOffsets));
  const counts = reader.numbers(tags.get(TAG.stripByteCounts) ?? tags.get(TAG.tileByteCounts));
  return {
    compression: number(TAG.compression) ?? 1,
    photometric: number(TAG.photometric),
    bits: number(TAG.bitsPerSample) ?? 1,
    sampleFormat: number(TAG.sampleFormat) ?? 1,
    samples: number(TAG.samplesPerPixel) ?? 1,
    extraSamples: reader.numbers(tags.get(TAG.extraSamples)),
    isPlanar: number(TAG.planarConfiguration) === 2,
    isTiled: tags.has(TAG.tileOffsets),
    end: offsets.reduce((end, offset, index) => Math.max(end, offset + (counts[index] ?? 0)), reader.firstAt),
    tags,
    reader,
  };
}
