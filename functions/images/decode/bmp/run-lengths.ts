import type { BmpHeader } from './header.ts';

const END_OF_LINE = 0;
const END = 1;
const DELTA = 2;

/**
 * The palette indices of a BMP that is compressed by run lengths of 4 or 8 bits, one a byte. What is skipped is the
 * first colour. https://learn.microsoft.com/windows/win32/gdi/bitmap-compression
 */
export function runLengths(bytes: Buffer, { width, height, bits }: BmpHeader): Buffer {
  const canvas = new Canvas(width, height);
  let at = 0;
  while (at + 1 < bytes.length) {
    const [count = 0, value = 0] = [bytes[at], bytes[at + 1]];
    at += 2;
    if (count > 0) canvas.write(count, (index) => sample(value, index, bits));
    else if (value === END) break;
    else if (value === END_OF_LINE) canvas.nextLine();
    else if (value === DELTA) {
      canvas.skip(bytes[at] ?? 0, bytes[at + 1] ?? 0);
      at += 2;
    } else {
      const start = at;
      canvas.write(value, (index) => sample(bytes[start + (bits === 8 ? index : index >> 1)] ?? 0, index, bits));
      // Absolute runs are padded to whole words.
      at += Math.ceil((value * bits) / 16) * 2;
    }
  }
  return canvas.pixels;
}

const sample = (byte: number, index: number, bits: number) =>
  bits === 8 ? byte : index % 2 === 0 ? byte >> 4 : byte & 15;

/** Filled from the bottom row to the top one. */
class Canvas {
  readonly pixels: Buffer;
  readonly #width: number;
  readonly #height: number;
  #x = 0;
  #row = 0;

  constructor(width: number, height: number) {
    this.pixels = Buffer.alloc(width * height);
    this.#width = width;
    this.#height = height;
  }

  write(count: number, colour: (index: number) => number): void {
    for (let index = 0; index < count; index += 1, this.#x += 1) {
      if (this.#x >= this.#width || this.#row >= this.#height) continue;
      this.pixels[(this.#height - 1 - this.#row) * this.#width + this.#x] = colour(index);
    }
  }

  nextLine(): void {
    this.#x = 0;
    this.#row += 1;
  }

  skip(right: number, up: number): void {
    this.#x += right;
    this.#row += up;
  }
}
