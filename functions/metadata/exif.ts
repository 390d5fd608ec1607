import type { ExifField } from '../shared/variants.ts';
import { Exif } from './exif/directories.ts';
import { type Exposure, exposure } from './exif/exposure.ts';
import { IMAGE_TAG, PHOTO_TAG } from './exif/tags.ts';
import { takenAt } from './exif/taken-at.ts';

/** What is told of a photo's EXIF: bounded, and never where it was taken. */
export interface ExifSubset {
  readonly camera?: string;
  readonly lens?: string;
  readonly exposure?: Exposure;
  /** As the camera's clock told it, such as `2026-06-21T21:34:00`, with an offset only where the camera wrote one. */
  readonly takenAt?: string;
}

/**
 * The named fields of EXIF. It is often damaged or nonsense: what cannot be read is left out.
 * @param bytes a block of EXIF, or a TIFF, which has the same structure
 */
export function exifSubset(bytes: Buffer | undefined, fields: readonly ExifField[]): ExifSubset {
  const exif = bytes && Exif.read(bytes);
  if (!exif) return {};
  const all = {
    camera: camera(exif.text(exif.image, IMAGE_TAG.make), exif.text(exif.image, IMAGE_TAG.model)),
    lens: exif.text(exif.photo, PHOTO_TAG.lensModel),
    exposure: exposure(exif),
    takenAt: takenAt(
      exif.text(exif.photo, PHOTO_TAG.dateTimeOriginal),
      exif.text(exif.photo, PHOTO_TAG.offsetTimeOriginal),
    ),
  };
  return Object.fromEntries(fields.flatMap((field) => (all[field] === undefined ? [] : [[field, all[field]]])));
}

/** Most models begin with a word of their maker's name: NIKON CORPORATION makes the NIKON D850. */
function camera(make: string | undefined, model: string | undefined): string | undefined {
  if (make === undefined || model === undefined) return model ?? make;
  const words = (name: string) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const [first = ''] = words(model);
  const isRepeated = words(make).includes(first) || model.toLowerCase().startsWith(make.toLowerCase());
  return isRepeated && first !== '' ? model : `${make} ${model}`;
}
