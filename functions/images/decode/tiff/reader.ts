/** A field of an image file directory. */
export interface TiffField {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where its value begins. */
  readonly at: number;
}

export type TiffDirectory = ReadonlyMap<number, TiffField>;

/** The sizes of the field types, by their number: BYTE, ASCII, SHORT, LONG, RATIONAL, SBYTE, UNDEFINED, … LONG8, SLONG8, IFD8; and UTF-8. */
const TYPE_BYTES: Readonly<Record<number, number>> = {
  ...{ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8, 129: 1 },
};
/** Of one field; strips of the largest pictures are fewer. */
const MOST_NUMBERS = 200_000;
const MOST_FIELDS = 4_096;

/**
 * Reader of TIFF's structure, and so of EXIF's: TIFF and BigTIFF in either byte order. Whatever points outside the bytes
 * is not there; nothing throws.
 * https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, https://www.awaresystems.be/imaging/tiff/bigtiff.html
 */
export class TiffReader {
  readonly #view: DataView;
  readonly #little: boolean;
  readonly #big: boolean;

  private constructor(bytes: Uint8Array, little: boolean, big: boolean) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#little = little;
    this.#big = big;
  }

  /** Answers undefined for what does not begin as a TIFF does. */
  static open(bytes: Uint8Array): TiffReader | undefined {
    if (bytes.length < 8) return undefined;
    const [a, b, c, d] = bytes;
    const little = a === 0x49 && b === 0x49;
    if (!little && !(a === 0x4d && b === 0x4d)) return undefined;
    const magic = little ? c : d;
    if ((little ? d : c) !== 0 || (magic !== 42 && magic !== 43)) return undefined;
    return new TiffReader(bytes, little, magic === 43);
  }

  /** Where the first directory is said to be. */
  get firstAt(): number {
    return (this.#big ? this.#number(16, 8) : this.#number(4, 4)) ?? 0;
  }

  first(): TiffDirectory {
    return this.directory(this.firstAt);
  }

  directory(at: number): TiffDirectory {
    const [head, entry] = this.#big ? [8, 20] : [2, 12];
    const count = Math.min(this.#number(this.#big ? 16 : 3, at) ?? 0, MOST_FIELDS);
    const fields = Array.from({ length: count }, (_, index) => this.#field(at + head + index * entry));
    return new Map(fields.flatMap((field) => (field ? [[field.tag, field] as const] : [])));
  }

  /** The numbers of a field, fractions divided out; none where it is missing, of another type, or outside the bytes. */
  numbers(field: TiffField | undefined): readonly number[] {
    const size = TYPE_BYTES[field?.type ?? 0];
    if (!field || size === undefined) return [];
    const values = Array.from({ length: Math.min(field.count, MOST_NUMBERS) }, (_, index) =>
      this.#number(field.type, field.at + index * size),
    );
    return values.filter((value) => value !== undefined);
  }

  number(field: TiffField | undefined): number | undefined {
    return this.numbers(field && { ...field, count: Math.min(field.count, 1) })[0];
  }

  /** The bytes of a field as they lie there. */
  bytes(field: TiffField | undefined): Buffer {
    const { buffer, byteOffset, byteLength } = this.#view;
    if (!field) return Buffer.alloc(0);
    const length = field.count * (TYPE_BYTES[field.type] ?? 0);
    return Buffer.from(buffer, byteOffset + field.at, Math.max(0, Math.min(length, byteLength - field.at)));
  }

  #field(at: number): TiffField | undefined {
    const tag = this.#number(3, at);
    const type = this.#number(3, at + 2);
    const count = this.#number(this.#big ? 16 : 4, at + 4);
    if (tag === undefined || type === undefined || count === undefined) return undefined;
    const value = at + (this.#big ? 12 : 8);
    const room = this.#big ? 8 : 4;
    const isInside = count * (TYPE_BYTES[type] ?? 0) <= room;
    const place = isInside ? value : this.#number(this.#big ? 16 : 4, value);
    if (place === undefined || place >= this.#view.byteLength) return undefined;
    return { tag, type, count, at: place };
  }

  #number(type: number, at: number): number | undefined {
    const view = this.#view;
    const little = this.#little;
    if (at < 0 || at + (TYPE_BYTES[type] ?? 0) > view.byteLength) return undefined;
    switch (type) {
      case 1:
      case 2:
      case 7:
        return view.getUint8(at);
      case 3:
        return view.getUint16(at, little);
      case 4:
      case 13:
        return view.getUint32(at, little);
      case 5:
        return view.getUint32(at, little) / view.getUint32(at + 4, little);
      case 6:
        return view.getInt8(at);
      case 8:
        return view.getInt16(at, little);
      case 9:
        return view.getInt32(at, little);
      case 10:
        return view.getInt32(at, little) / view.getInt32(at + 4, little);
      case 11:
        return view.getFloat32(at, little);
      case 12:
        return view.getFloat64(at, little);
      case 16:
      case 18:
        return Number(view.getBigUint64(at, little));
      case 17:
        return Number(view.getBigInt64(at, little));
      default:
        return undefined;
    }
  }
}
