import type { Random } from '@safelight/asl/identity';
import { claimSize } from './claim-size.ts';
import { below, bytesOf, pick } from './dice.ts';

/** Damages a picture in one way, the same for the same dice. Answers other bytes; its argument stays as it is. */
export interface Mutation {
  readonly name: string;
  apply(bytes: Buffer, random: Random, other: Buffer): Buffer;
}

const HEADER_BYTES = 64;

/** Most damage of real files, and all attacks, are near their beginning. */
const place = (bytes: Buffer, random: Random): number =>
  below(random, random.next() < 0.5 ? Math.min(bytes.length, HEADER_BYTES) : bytes.length);

const flipBits: Mutation = {
  name: 'flip-bits',
  apply(bytes, random) {
    const flipped = Buffer.from(bytes);
    for (let left = 1 + below(random, 24); left > 0; left -= 1) {
      const at = place(bytes, random);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << below(random, 8));
    }
    return flipped;
  },
};

const EXTREMES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff];

/** Lengths, counts and offsets that no picture has. */
const extremeNumber: Mutation = {
  name: 'extreme-number',
  apply(bytes, random) {
    const changed = Buffer.from(bytes);
    const size = pick(random, [1, 2, 4]);
    const number = pick(random, EXTREMES) % 2 ** (8 * size);
    const at = Math.min(place(bytes, random), bytes.length - size);
    if (at < 0) return changed;
    if (random.next() < 0.5) changed.writeUIntBE(number, at, size);
    else changed.writeUIntLE(number, at, size);
    return changed;
  },
};

const cutEnd: Mutation = { name: 'cut-end', apply: (bytes, random) => bytes.subarray(0, below(random, bytes.length)) };

const cutOut: Mutation = {
  name: 'cut-out',
  apply(bytes, random) {
    const start = below(random, bytes.length);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + below(random, bytes.length - start))]);
  },
};

/** The beginning of one picture and the end of another. */
const splice: Mutation = {
  name: 'splice',
  apply: (bytes, random, other) =>
    Buffer.concat([bytes.subarray(0, below(random, bytes.length)), other.subarray(below(random, other.length))]),
};

const repeat: Mutation = {
  name: 'repeat',
  apply(bytes, random) {
    const start = below(random, bytes.length);
    const end = start + below(random, Math.min(4_096, bytes.length - start) + 1);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
};

const garbage: Mutation = {
  name: 'garbage',
  apply(bytes, random) {
    const at = place(bytes, random);
    const inserted = bytesOf(random, 1 + below(random, 256));
    return Buffer.concat([
      bytes.subarray(0, at),
      inserted,
      bytes.subarray(random.next() < 0.5 ? at : at + inserted.length),
    ]);
  },
};

const zeros: Mutation = {
  name: 'zeros',
  apply(bytes, random) {
    const start = below(random, bytes.length);
    return Buffer.from(bytes).fill(0, start, Math.min(bytes.length, start + below(random, 8_192)));
  },
};

const MAGIC = [
  '\xff\xd8\xff\xe0',
  '\x89PNG\r\n\x1a\n',
  'RIFF\xff\xff\0\0WEBPVP8 ',
  'GIF89a',
  'II*\0\x08\0\0\0',
  'MM\0+',
];
const BRANDS = [
  '\0\0\0\x18ftypavif\0\0\0\0mif1avif',
  '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
  '<svg xmlns="',
  '\0\0\0\x0cjP  ',
];

/** The first bytes of another format. */
const lyingHeader: Mutation = {
  name: 'lying-header',
  apply(bytes, random) {
    const magic = Buffer.from(pick(random, [...MAGIC, ...BRANDS]), 'latin1');
    return Buffer.concat([magic, bytes.subarray(random.next() < 0.5 ? magic.length : 0)]);
  },
};

const SIDES = [0, 1, 16_383, 16_384, 30_000, 65_500, 65_535, 100_000, 2 ** 24 - 1, 2 ** 31 - 1, 2 ** 32 - 1];

const hugeSize: Mutation = {
  name: 'huge-size',
  apply: (bytes, random) =>
    claimSize(bytes, pick(random, SIDES), pick(random, SIDES)) ?? flipBits.apply(bytes, random, bytes),
};

export const mutations: readonly Mutation[] = [
  flipBits,
  extremeNumber,
  cutEnd,
  cutOut,
  splice,
  repeat,
  garbage,
  zeros,
  lyingHeader,
  hugeSize,
];
