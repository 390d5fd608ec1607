import { crc32, deflateSync } from 'node:zlib';

/** A chunk of a PNG, with its length and checksum. */
export function pngChunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

interface PngParts {
  readonly width: number;
  readonly height: number;
  /** 0 grey, 2 RGB, 4 grey with alpha, 6 RGB with alpha. */
  readonly colour?: number;
  readonly depth?: number;
  readonly isInterlaced?: boolean;
  /** Row by row, without filters. */
  readonly pixels: Buffer;
  /** Between header and pixels. */
  readonly before?: readonly Buffer[];
  /** Between pixels and end. */
  readonly after?: readonly Buffer[];
}

/** A PNG of any kind, byte by byte. */
export function png(parts: PngParts): Buffer {
  const { width, height, colour = 2, depth = 8, isInterlaced = false, pixels, before = [], after = [] } = parts;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, isInterlaced ? 1 : 0], 8);
  const pixelBytes = (depth / 8) * ({ 0: 1, 2: 3, 4: 2, 6: 4 }[colour] ?? 1);
  const passes = isInterlaced ? ADAM7 : [[0, 0, 1, 1] as const];
  const rows = passes.flatMap(([left, top, across, down]) =>
    rowsOf(pixels, width, height, pixelBytes, { left, top, across, down }),
  );
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    ...before,
    pngChunk('IDAT', deflateSync(Buffer.concat(rows))),
    ...after,
    pngChunk('IEND'),
  ]);
}

/** https://www.w3.org/TR/png-3/#8Interlace */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

interface Pass {
  readonly left: number;
  readonly top: number;
  readonly across: number;
  readonly down: number;
}

function rowsOf(pixels: Buffer, width: number, height: number, size: number, pass: Pass): Buffer[] {
  const rows: Buffer[] = [];
  for (let y = pass.top; y < height; y += pass.down) {
    const row: Buffer[] = [];
    for (let x = pass.left; x < width; x += pass.across) {
      const at = (y * width + x) * size;
      row.push(pixels.subarray(at, at + size));
    }
    if (row.length > 0) rows.push(Buffer.from([0]), ...row);
  }
  return rows;
}
