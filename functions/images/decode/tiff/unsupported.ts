import { type TiffFacts, tiffFacts } from './facts.ts';

/** https://www.awaresystems.be/imaging/tiff/tifftags/compression.html */
const COMPRESSIONS: Readonly<Record<number, string>> = {
  6: 'old-style JPEG compression',
  9: 'JBIG compression',
  10: 'JBIG compression',
  33003: 'JPEG 2000 compression',
  33005: 'JPEG 2000 compression',
  34661: 'JBIG compression',
  34712: 'JPEG 2000 compression',
  34887: 'LERC compression',
  34925: 'LZMA compression',
  34933: 'PNG compression',
  50000: 'Zstandard compression',
  50002: 'JPEG XL compression',
  52546: 'JPEG XL compression',
};

const YCBCR = 6;
const JPEG = 7;
const WHOLE_BYTES = [8, 16, 32, 64];
const PHOTOMETRICS: Readonly<Record<number, string>> = {
  4: 'a transparency mask as its picture',
  9: 'ICC Lab colours',
  10: 'ITU Lab colours',
};

const RULES: readonly ((facts: TiffFacts) => string | undefined)[] = [
  ({ compression }) => COMPRESSIONS[compression],
  ({ photometric = -1 }) => PHOTOMETRICS[photometric],
  ({ photometric, bits }) => (photometric === 8 && bits === 8 ? 'CIE Lab colours of 8 bits' : undefined),
  (facts) => (isBareYCbCr(facts) ? 'YCbCr colours that are not compressed as JPEG' : undefined),
  ({ isPlanar, isTiled }) => (isPlanar && isTiled ? 'tiles of separate colour planes' : undefined),
  ({ sampleFormat }) => (sampleFormat > 4 ? 'complex numbers' : undefined),
  (facts) => (isHalfFloatGrey(facts) ? 'grey floating-point samples of 16 bits' : undefined),
  ({ samples }) => (samples > 32 ? `${samples} channels` : undefined),
  ({ bits, sampleFormat }) =>
    bits > 32 ? `${sampleFormat === 3 ? 'floating-point ' : ''}samples of ${bits} bits` : undefined,
  ({ bits, samples }) =>
    !WHOLE_BYTES.includes(bits) && !(samples === 1 && bits < 8) ? `samples of ${bits} bits` : undefined,
];

/** What makes a TIFF one that its decoder does not take, in words; undefined where nothing is known to. */
export function unsupportedTiff(bytes: Buffer): string | undefined {
  const facts = tiffFacts(bytes);
  if (!facts) return undefined;
  for (const rule of RULES) {
    const found = rule(facts);
    if (found !== undefined) return found;
  }
  return undefined;
}

const isBareYCbCr = ({ photometric, compression }: TiffFacts): boolean =>
  photometric === YCBCR && compression !== JPEG && compression !== 6;

const isHalfFloatGrey = ({ photometric = 1, bits, sampleFormat }: TiffFacts): boolean =>
  photometric <= 1 && bits === 16 && sampleFormat === 3;

/** What decoders take without a word, and show beyond recognition: YCbCr as if it were RGB, short floats as black. */
export const looksFine = (facts: TiffFacts): boolean => isBareYCbCr(facts) || isHalfFloatGrey(facts);
