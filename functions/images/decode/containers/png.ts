export interface PngChunk {
  readonly type: string;
  readonly data: Buffer;
  /** Where it begins in the file, with its length. */
  readonly at: number;
}

const SIGNATURE_BYTES = 8;

/** The whole chunks of a PNG, up to its end or the first that is not whole. https://www.w3.org/TR/png-3/#5Chunk-layout */
export function pngChunks(bytes: Buffer): readonly PngChunk[] {
  const chunks: PngChunk[] = [];
  let at = SIGNATURE_BYTES;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) break;
    const type = bytes.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length), at });
    if (type === 'IEND') break;
    at = end;
  }
  return chunks;
}

const HEADER_END = SIGNATURE_BYTES + 25;

/**
 * With its EXIF before the pixels, where decoders look for it: it may also come behind them, and tells which way is up.
 * https://www.w3.org/TR/png-3/#eXIf
 */
export function withExifFirst(bytes: Buffer): Buffer {
  const chunks = pngChunks(bytes);
  const exif = chunks.find(({ type }) => type === 'eXIf');
  const pixels = chunks.find(({ type }) => type === 'IDAT');
  if (!exif || !pixels || exif.at < pixels.at) return bytes;
  const end = exif.at + 12 + exif.data.length;
  const [header, before, after] = [
    bytes.subarray(0, HEADER_END),
    bytes.subarray(HEADER_END, exif.at),
    bytes.subarray(end),
  ];
  return Buffer.concat([header, bytes.subarray(exif.at, end), before, after]);
}
