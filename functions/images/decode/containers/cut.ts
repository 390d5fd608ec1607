import { tiffFacts } from '../tiff/facts.ts';
import { boxes } from './boxes.ts';
import { jpegMarkers } from './jpeg.ts';
import { pngChunks } from './png.ts';

const text = (bytes: Buffer, start: number, end: number) => bytes.toString('latin1', start, end);

/**
 * Whether a file ends before its own structure says that it does. Damage can make it say so too; decoders often say less.
 * https://www.w3.org/TR/png-3/#5Chunk-layout, https://developers.google.com/speed/webp/docs/riff_container
 */
export function isCut(bytes: Buffer): boolean {
  if (text(bytes, 1, 4) === 'PNG') return !pngChunks(bytes).some(({ type }) => type === 'IEND');
  if (text(bytes, 0, 4) === 'RIFF') return bytes.length >= 8 && bytes.readUInt32LE(4) + 8 > bytes.length;
  if (text(bytes, 4, 8) === 'ftyp') return boxes(bytes).some(({ end }) => end > bytes.length);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return !jpegMarkers(bytes).hasEnd;
  const tiff = tiffFacts(bytes);
  return tiff !== undefined && (tiff.end > bytes.length || tiff.tags.size === 0);
}
