import { avifProperties } from '../decode/containers/avif.ts';
import { pngChunks } from '../decode/containers/png.ts';
import { type Primaries, primariesOf, SRGB } from './primaries.ts';
import { type Curve, curveOf, gammaCurve, srgbCurve } from './transfer.ts';

/** A colour space that a file names in other ways than by a profile, which decoders leave to us. */
export interface NamedSpace {
  readonly primaries: Primaries;
  readonly curve: Curve;
}

/** The colour space of a PNG or AVIF by its code points or chromaticities; undefined where it is sRGB, or a profile tells. */
export function namedSpace(bytes: Buffer): NamedSpace | undefined {
  if (bytes.toString('latin1', 1, 4) === 'PNG') return ofPng(bytes);
  return bytes.toString('latin1', 4, 8) === 'ftyp' ? ofAvif(bytes) : undefined;
}

function ofCodes(primariesCode = 2, transferCode = 2): NamedSpace | undefined {
  const primaries = primariesOf(primariesCode);
  const curve = curveOf(transferCode);
  if (!primaries && !curve) return undefined;
  return { primaries: primaries ?? SRGB, curve: curve ?? srgbCurve };
}

/** The first of cICP, iCCP, sRGB, and gAMA with cHRM counts. https://www.w3.org/TR/png-3/#12Reading-colour */
function ofPng(bytes: Buffer): NamedSpace | undefined {
  const chunks = pngChunks(bytes);
  const chunk = (type: string) => chunks.find((each) => each.type === type)?.data;
  const codes = chunk('cICP');
  if (codes) return ofCodes(codes[0], codes[1]);
  if (chunk('iCCP') || chunk('sRGB')) return undefined;
  return ofNumbers(numbersOf(chunk('gAMA'))[0], numbersOf(chunk('cHRM')));
}

const numbersOf = (data: Buffer = Buffer.alloc(0)) =>
  Array.from({ length: Math.floor(data.length / 4) }, (_, index) => data.readUInt32BE(index * 4) / 100_000);

/** Programs write sRGB's own numbers with whatever rounding. */
const isNear = (a: number, b: number, by: number) => Math.abs(a - b) <= by;
const SRGB_GAMMA = 0.45455;

function ofNumbers(gamma: number | undefined, chromaticities: readonly number[]): NamedSpace | undefined {
  const primaries = ofChromaticities(chromaticities);
  const isCurved = gamma !== undefined && gamma > 0 && !isNear(gamma, SRGB_GAMMA, 0.01);
  if (!primaries && !isCurved) return undefined;
  return { primaries: primaries ?? SRGB, curve: isCurved ? gammaCurve(1 / gamma) : srgbCurve };
}

function ofChromaticities(numbers: readonly number[]): Primaries | undefined {
  const [white = [0, 0], red = [0, 0], green = [0, 0], blue = [0, 0]] = [0, 2, 4, 6].map(
    (at) => [numbers[at] ?? 0, numbers[at + 1] ?? 0] as const,
  );
  const found = [...white, ...red, ...green, ...blue];
  const srgb = [...SRGB.white, ...SRGB.red, ...SRGB.green, ...SRGB.blue];
  if (found.some((value) => value <= 0 || value >= 1)) return undefined;
  if (found.every((value, index) => isNear(value, srgb[index] ?? 0, 0.005))) return undefined;
  return { white, red, green, blue };
}

/** A profile counts before code points: ISO/IEC 23000-22, 7.3.6.4. */
function ofAvif(bytes: Buffer): NamedSpace | undefined {
  const colours = avifProperties(bytes).filter(({ type }) => type === 'colr');
  const kindOf = ({ start }: { start: number }) => bytes.toString('latin1', start, start + 4);
  if (colours.some((box) => ['prof', 'rICC'].includes(kindOf(box)))) return undefined;
  const codes = colours.find((box) => kindOf(box) === 'nclx');
  if (!codes || codes.start + 8 > bytes.length) return undefined;
  return ofCodes(bytes.readUInt16BE(codes.start + 4), bytes.readUInt16BE(codes.start + 6));
}
