import { srgbSignal } from '../../colour/transfer.ts';
import type { Pixels } from '../raw-pixels.ts';
import { TAG, type TiffFacts } from './facts.ts';

const ALPHA = [1, 2];
/** Samples that are colours, by photometric interpretation: grey, RGB, palette, CMYK, YCbCr, Lab. */
const COLOURS: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 3, 3: 1, 5: 4, 6: 3, 8: 3 };

/** Whether a TIFF has samples beside its colours that are no alpha, which decoders take for it or stumble over. */
export function hasStrayChannels({ photometric = 1, samples, extraSamples }: TiffFacts): boolean {
  const colours = COLOURS[photometric];
  if (colours === undefined || samples <= colours) return false;
  return samples > colours + 1 || !isAlpha(extraSamples[0]);
}

/** Photoshop's saved selections are unspecified samples; only what says that it is alpha is. */
export const isAlpha = (extraSample: number | undefined): boolean => ALPHA.includes(extraSample ?? 0);

/** Samples that decoders take for numbers of another kind: signed ones, those of 32 bits, and grey floating-point ones. */
export type OddSamples = 'char' | 'short' | 'int' | 'uint' | 'float';

const SHORT_BYTES = 2;

/** The same TIFF with its samples called unsigned, so that no decoder cuts off what is below zero. */
export function asUnsigned(bytes: Buffer, { tags, sampleFormat }: TiffFacts): Buffer {
  const field = tags.get(TAG.sampleFormat);
  if (sampleFormat !== 2 || !field) return bytes;
  const made = Buffer.from(bytes);
  const isLittle = bytes[0] === 0x49;
  for (let at = field.at; at + 2 <= bytes.length && at < field.at + field.count * SHORT_BYTES; at += SHORT_BYTES) {
    if (isLittle) made.writeUInt16LE(1, at);
    else made.writeUInt16BE(1, at);
  }
  return made;
}

/** The depth in which `asUnsigned` samples are read; their bits stay. */
export const DEPTH = { char: 'uchar', short: 'ushort', int: 'uint', uint: 'uint', float: 'float' } as const;

export function oddSamples(facts: TiffFacts): OddSamples | undefined {
  const { sampleFormat, bits, photometric = 1 } = facts;
  if (sampleFormat === 2) return ({ 8: 'char', 16: 'short', 32: 'int' } as const)[bits];
  if (sampleFormat === 3 && photometric <= 1 && bits <= 32) return 'float';
  return bits === 32 && sampleFormat !== 3 ? 'uint' : undefined;
}

const READERS: Readonly<Record<OddSamples, (data: Buffer) => ArrayLike<number>>> = {
  char: ({ buffer, byteOffset, length }) => new Int8Array(buffer, byteOffset, length),
  short: ({ buffer, byteOffset, length }) => new Int16Array(buffer, byteOffset, length / 2),
  int: ({ buffer, byteOffset, length }) => new Int32Array(buffer, byteOffset, length / 4),
  uint: ({ buffer, byteOffset, length }) => new Uint32Array(buffer, byteOffset, length / 4),
  float: ({ buffer, byteOffset, length }) => new Float32Array(buffer, byteOffset, length / 4),
};

/** The least number of a type is black and its greatest white; floating-point numbers are light, from 0 to 1. */
const TO_BYTE: Readonly<Record<OddSamples, (sample: number) => number>> = {
  char: (sample) => sample + 128,
  short: (sample) => (sample + 32_768) >> 8,
  int: (sample) => (sample + 2 ** 31) / 2 ** 24,
  uint: (sample) => sample / 2 ** 24,
  float: (sample) => Math.round(255 * srgbSignal(Math.min(1, Math.max(0, sample)))),
};

/** Samples of another kind as bytes. */
export function toBytes(pixels: Pixels, kind: OddSamples): Pixels {
  const samples = READERS[kind](pixels.data);
  return { ...pixels, data: Buffer.from(Uint8Array.from(samples, TO_BYTE[kind])) };
}
