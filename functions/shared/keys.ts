import { createHash } from 'node:crypto';
import { FORMATS, type VariantFormat } from './formats.ts';

const MAX_KEY_BYTES = 1_024;
const MANIFEST = 'manifest.json';
const REVISION_LENGTH = 12;

/**
 * The folder of all that is made of one revision of a photo: `<source key>/<revision>`. The source key keeps its
 * extension, so that `a.png` and `a.jpg` never meet. A key so long that the longest name below it would pass S3's 1,024
 * bytes is stood in for by its hash, below its first part, which may be a tenant's.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 *
 * @param revision names one upload of the photo, made by the workflow from the event's ETag and sequencer
 * @example revisionPrefix('cats/a.jpg', '0123456789ab') // 'cats/a.jpg/0123456789ab'
 */
export function revisionPrefix(photo: string, revision: string): string {
  const longest = Buffer.byteLength(photo) + `/${'x'.repeat(REVISION_LENGTH)}/${MANIFEST}`.length;
  return `${longest <= MAX_KEY_BYTES ? photo : hashedKey(photo)}/${revision}`;
}

const LONGEST_FIRST_PART = 512;

/** `<first part>/long/<sha256 of the key, in hexadecimal>`; without a first part that is itself too long. */
function hashedKey(photo: string): string {
  const first = photo.slice(0, photo.indexOf('/') + 1);
  const kept = Buffer.byteLength(first) <= LONGEST_FIRST_PART ? first : '';
  return `${kept}long/${createHash('sha256').update(photo).digest('hex')}`;
}

/** `<prefix>/<width>.<extension>`, such as `cats/a.jpg/0123456789ab/320.avif`. */
export const variantKey = (prefix: string, width: number, format: VariantFormat): string =>
  `${prefix}/${width}.${FORMATS[format].extension}`;

/** Where Resize leaves a width for Convert, in the work bucket. */
export const handoverKey = (prefix: string, width: number): string => `${prefix}/${width}.tiff`;
