import { unsupportedJpeg } from './containers/jpeg.ts';
import { unsupportedTiff } from './tiff/unsupported.ts';

/** What kind of a format, which as such is developed, a picture is that is not; a sentence for people, with the way out. */
export function unsupportedKind(bytes: Buffer): string | undefined {
  const tiff = unsupportedTiff(bytes);
  if (tiff !== undefined) {
    return `The picture is a TIFF with ${tiff}, which is not developed: save it with 8 or 16 bits in RGB, uncompressed or with LZW.`;
  }
  if (bytes.toString('latin1', 4, 12) === 'ftypavis') {
    return 'The picture is an AVIF animation without a still picture of its own, which is not developed: save it as GIF or WebP.';
  }
  const jpeg = unsupportedJpeg(bytes);
  if (jpeg === undefined) return undefined;
  return `The picture is a JPEG with ${jpeg}, which is not developed: save it as an ordinary JPEG, or as PNG.`;
}
