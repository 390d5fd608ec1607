/** The same numbers of 0 to 255 as samples of other kinds, little-endian, by how they are written. */
export const SAMPLES = {
  short: { bytes: 2, write: (to: Buffer, at: number, level: number) => to.writeInt16LE(level * 257 - 32_768, at) },
  char: { bytes: 1, write: (to: Buffer, at: number, level: number) => to.writeInt8(level - 128, at) },
  int: { bytes: 4, write: (to: Buffer, at: number, level: number) => to.writeInt32LE(level * 0x1010101 - 2 ** 31, at) },
  uint: { bytes: 4, write: (to: Buffer, at: number, level: number) => to.writeUInt32LE(level * 0x1010101, at) },
  ushort: { bytes: 2, write: (to: Buffer, at: number, level: number) => to.writeUInt16LE(level * 257, at) },
  ushortBE: { bytes: 2, write: (to: Buffer, at: number, level: number) => to.writeUInt16BE(level * 257, at) },
  float: { bytes: 4, write: (to: Buffer, at: number, level: number) => to.writeFloatLE(level / 255, at) },
} as const;

export function samplesAs(kind: keyof typeof SAMPLES, levels: Uint8Array, by = (level: number) => level): Buffer {
  const { bytes, write } = SAMPLES[kind];
  const made = Buffer.alloc(levels.length * bytes);
  for (const [index, level] of levels.entries()) write(made, index * bytes, by(level));
  return made;
}

/** Each pixel of red, green and blue with further samples behind it. */
export function withChannels(pixels: Uint8Array, ...further: readonly number[]): Buffer {
  const made: number[] = [];
  for (let at = 0; at < pixels.length; at += 3) made.push(...pixels.subarray(at, at + 3), ...further);
  return Buffer.from(made);
}

/** The mean of red, green and blue of each pixel. */
export const greyOf = (pixels: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: pixels.length / 3 }, (_, index) =>
    Math.round(((pixels[index * 3] ?? 0) + (pixels[index * 3 + 1] ?? 0) + (pixels[index * 3 + 2] ?? 0)) / 3),
  );
