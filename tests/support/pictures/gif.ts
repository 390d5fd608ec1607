interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface GifParts {
  readonly width: number;
  readonly height: number;
  /** Each frame in one colour of the palette: 0 red, 1 green, 2 blue, 3 white. */
  readonly frames: readonly (Rectangle & { readonly colour: 0 | 1 | 2 | 3; readonly transparent?: number })[];
}

const PALETTE = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255];
const CLEAR = 4;
const END = 5;

/** A GIF whose frames lie where they are told to, byte by byte. */
export function gif({ width, height, frames }: GifParts): Buffer {
  const screen = Buffer.alloc(7);
  screen.writeUInt16LE(width, 0);
  screen.writeUInt16LE(height, 2);
  screen.set([0x81, 0, 0], 4);
  const made = frames.map(({ transparent, colour, ...place }) =>
    Buffer.concat([
      Buffer.from([0x21, 0xf9, 4, transparent === undefined ? 0 : 1, 10, 0, transparent ?? 0, 0]),
      descriptor(place),
      blocks(codes(place.width * place.height, colour)),
    ]),
  );
  return Buffer.concat([Buffer.from('GIF89a'), screen, Buffer.from(PALETTE), ...made, Buffer.from([0x3b])]);
}

function descriptor({ left, top, width, height }: Rectangle): Buffer {
  const bytes = Buffer.alloc(11);
  bytes[0] = 0x2c;
  for (const [index, value] of [left, top, width, height].entries()) bytes.writeUInt16LE(value, 1 + index * 2);
  bytes[10] = 2;
  return bytes;
}

/** LZW that clears its table before it grows: codes of three bits, packed from the lowest. */
function codes(count: number, colour: number): Buffer {
  const all = Array.from({ length: count }, (_, index) => (index % 2 === 0 ? [CLEAR, colour] : [colour])).flat();
  const bits = [...all, END].flatMap((code) => [code & 1, (code >> 1) & 1, (code >> 2) & 1]);
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8));
  for (const [index, bit] of bits.entries()) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (bit << (index & 7));
  return bytes;
}

function blocks(bytes: Buffer): Buffer {
  const made: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.subarray(at, at + 255);
    made.push(Buffer.from([block.length]), block);
  }
  return Buffer.concat([...made, Buffer.from([0])]);
}
