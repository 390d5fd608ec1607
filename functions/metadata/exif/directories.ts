import { type TiffDirectory, TiffReader } from '../../images/decode/tiff/reader.ts';
import { IMAGE_TAG } from './tags.ts';

/** What EXIF tells, by its two directories. Its third, the position, is never looked at. */
export class Exif {
  readonly #reader: TiffReader;
  readonly image: TiffDirectory;
  readonly photo: TiffDirectory;

  private constructor(reader: TiffReader) {
    this.#reader = reader;
    this.image = reader.first();
    const link = reader.number(this.image.get(IMAGE_TAG.exif));
    this.photo = link === undefined ? new Map() : reader.directory(link);
  }

  /** @param bytes a block of EXIF, with or without its `Exif\0\0`, or a whole TIFF. Answers undefined for what is neither. */
  static read(bytes: Buffer): Exif | undefined {
    const reader = TiffReader.open(bytes.toString('latin1', 0, 4) === 'Exif' ? bytes.subarray(6) : bytes);
    return reader && new Exif(reader);
  }

  /** Whatever the type of the field, up to its first NUL. */
  text(directory: TiffDirectory, tag: number): string | undefined {
    return exifText(this.#reader.bytes(directory.get(tag)));
  }

  number(directory: TiffDirectory, tag: number): number | undefined {
    return this.#reader.number(directory.get(tag));
  }
}

const MAX_TEXT = 100;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Printable and short, whatever the camera wrote: UTF-8 where it is that, else Latin-1. */
function exifText(bytes: Buffer): string | undefined {
  const end = bytes.indexOf(0);
  const written = end < 0 ? bytes : bytes.subarray(0, end);
  const clean = decoded(written)
    .replace(/\p{C}+/gu, ' ')
    .trim();
  return clean === '' ? undefined : [...clean].slice(0, MAX_TEXT).join('');
}

function decoded(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
