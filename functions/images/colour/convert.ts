import type { Pixels } from '../decode/raw-pixels.ts';
import { toSrgbMatrix } from './primaries.ts';
import type { NamedSpace } from './space.ts';
import { srgbSignal } from './transfer.ts';

const LEVELS = 16_384;
/** The sRGB signal of so many levels of light. */
const signals = Uint8Array.from({ length: LEVELS + 1 }, (_, level) => Math.round(255 * srgbSignal(level / LEVELS)));

/**
 * Pixels of a named colour space as sRGB of 8 bits. What sRGB cannot show is cut off at its limits.
 * @param pixels of 8 or 16 bits: red, green and blue, and alpha where there are four channels
 */
export function toSrgb({ data, width, height, channels }: Pixels, bits: 8 | 16, space: NamedSpace): Pixels {
  const samples = bits === 8 ? data : new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  const most = 2 ** bits - 1;
  const light = Float32Array.from({ length: most + 1 }, (_, level) => space.curve(level / most));
  const [x, y, z] = toSrgbMatrix(space.primaries);
  const [[a = 0, b = 0, c = 0], [d = 0, e = 0, f = 0], [g = 0, h = 0, i = 0]] = [x ?? [], y ?? [], z ?? []];
  const made = Buffer.alloc(samples.length);
  for (let at = 0; at < samples.length; at += channels) {
    const [red, green, blue] = [
      lightOf(light, samples[at]),
      lightOf(light, samples[at + 1]),
      lightOf(light, samples[at + 2]),
    ];
    made[at] = signal(a * red + b * green + c * blue);
    made[at + 1] = signal(d * red + e * green + f * blue);
    made[at + 2] = signal(g * red + h * green + i * blue);
    if (channels === 4) made[at + 3] = (samples[at + 3] ?? 0) >> (bits - 8);
  }
  return { data: made, width, height, channels };
}

const lightOf = (light: Float32Array, sample = 0): number => light[sample] ?? 0;
const signal = (light: number): number =>
  signals[light <= 0 ? 0 : light >= 1 ? LEVELS : Math.round(light * LEVELS)] ?? 0;
