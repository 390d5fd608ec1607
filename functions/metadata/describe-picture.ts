import { createHash } from 'node:crypto';
import { decoding } from '../images/decode/decode-error.ts';
import { openSource } from '../images/decode/sharp.ts';
import { inspectPicture, type Picture } from '../images/inspect-picture.ts';
import type { ExifField } from '../shared/variants.ts';
import { type ExifSubset, exifSubset } from './exif.ts';
import { type Look, lookAt } from './look.ts';

/** All that is known of a photo besides its variants: some hundred bytes. */
export interface PictureMetadata extends Look, Pick<Picture, 'format' | 'width' | 'height' | 'frames' | 'hasAlpha'> {
  /** Of the source. */
  readonly bytes: number;
  /** Of the source, in hexadecimal. */
  readonly sha256: string;
  readonly exif: ExifSubset;
}

/** Throws a `RejectedError` for a picture that can't be developed. */
export async function describePicture(bytes: Buffer, fields: readonly ExifField[]): Promise<PictureMetadata> {
  const picture = await inspectPicture(bytes);
  const [header, look] = await Promise.all([decoding(bytes, openSource(bytes).metadata()), lookAt(bytes)]);
  return {
    ...picture,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...look,
    // A TIFF is its own block of EXIF.
    exif: exifSubset(picture.format === 'tiff' ? bytes : header.exif, fields),
  };
}
