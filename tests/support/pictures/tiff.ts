/** A field's value: numbers are SHORT where they fit, else LONG; text is ASCII with its NUL. */
type Value =
  | number
  | readonly number[]
  | string
  | { readonly type: number; readonly bytes: Buffer; readonly count: number };

export interface TiffParts {
  readonly tags: Readonly<Record<number, Value>>;
  /** The one strip; its place and length are written for it. */
  readonly strip?: Buffer;
  readonly order?: 'LE' | 'BE';
  /** Directories that hang below fields of the first, such as EXIF (34665). */
  readonly below?: Readonly<Record<number, Readonly<Record<number, Value>>>>;
}

const STRIP_OFFSETS = 273;
const STRIP_BYTE_COUNTS = 279;

/** A TIFF, byte by byte: first directory, those below it, then pixels. */
export function tiff({ tags, strip, order = 'LE', below = {} }: TiffParts): Buffer {
  const place = (at: number) => at + (at % 2);
  const withStrip = strip ? { ...tags, [STRIP_OFFSETS]: [0x10000], [STRIP_BYTE_COUNTS]: [0x10000] } : tags;
  const links = Object.fromEntries(Object.keys(below).map((tag) => [tag, [0x10000]]));
  const sizes = [{ ...withStrip, ...links }, ...Object.values(below)].map((each) =>
    place(directory(each, order, 0).length),
  );
  const offsets = sizes.map((_size, index) => 8 + sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
  const pixelsAt = 8 + sizes.reduce((sum, size) => sum + size, 0);
  const linked = Object.fromEntries(
    Object.keys(below).map((tag, index) => [tag, long(offsets[index + 1] ?? 0, order)]),
  );
  const stripTags = strip
    ? { [STRIP_OFFSETS]: long(pixelsAt, order), [STRIP_BYTE_COUNTS]: long(strip.length, order) }
    : {};
  const all = [{ ...tags, ...linked, ...stripTags }, ...Object.values(below)];
  const directories = all.map((each, index) => padded(directory(each, order, offsets[index] ?? 0), sizes[index] ?? 0));
  const head = Buffer.from(order === 'LE' ? 'II*\0\x08\0\0\0' : 'MM\0*\0\0\0\x08', 'latin1');
  return Buffer.concat([head, ...directories, strip ?? Buffer.alloc(0)]);
}

const padded = (bytes: Buffer, length: number) =>
  Buffer.concat([bytes, Buffer.alloc(Math.max(0, length - bytes.length))]);
const long = (value: number, order: 'LE' | 'BE') => ({ type: 4, bytes: numberBytes(4, [value], order), count: 1 });

/** A directory at its place in the file, followed by the values that do not fit into it. */
function directory(tags: Readonly<Record<number, Value>>, order: 'LE' | 'BE', at: number): Buffer {
  const entries = Object.entries(tags).map(([tag, value]) => ({ tag: Number(tag), ...field(value, order) }));
  const head = Buffer.alloc(2 + entries.length * 12 + 4);
  write(head, 2, 0, entries.length, order);
  const outside: Buffer[] = [];
  let next = at + head.length;
  for (const [index, { tag, type, bytes, count }] of entries.toSorted((a, b) => a.tag - b.tag).entries()) {
    const entry = 2 + index * 12;
    write(head, 2, entry, tag, order);
    write(head, 2, entry + 2, type, order);
    write(head, 4, entry + 4, count, order);
    if (bytes.length <= 4) bytes.copy(head, entry + 8);
    else {
      write(head, 4, entry + 8, next, order);
      outside.push(padded(bytes, bytes.length + (bytes.length % 2)));
      next += bytes.length + (bytes.length % 2);
    }
  }
  return Buffer.concat([head, ...outside]);
}

function field(value: Value, order: 'LE' | 'BE') {
  if (typeof value === 'string') {
    const bytes = Buffer.from(`${value}\0`, 'utf8');
    return { type: 2, bytes, count: bytes.length };
  }
  if (typeof value === 'object' && 'type' in value) return value;
  const numbers = typeof value === 'number' ? [value] : value;
  const type = numbers.some((number) => number > 0xffff) ? 4 : 3;
  return { type, bytes: numberBytes(type === 4 ? 4 : 2, numbers, order), count: numbers.length };
}

/** RATIONAL, or SRATIONAL where a number is negative. */
export function rational(order: 'LE' | 'BE', ...pairs: readonly (readonly [number, number])[]): Value {
  const signed = pairs.some(([top]) => top < 0);
  return {
    type: signed ? 10 : 5,
    bytes: numberBytes(
      4,
      pairs.flat().map((number) => number >>> 0),
      order,
    ),
    count: pairs.length,
  };
}

/** UNDEFINED, or another type of single bytes. */
export const bytesField = (bytes: Buffer, type = 7): Value => ({ type, bytes, count: bytes.length });

function numberBytes(size: number, numbers: readonly number[], order: 'LE' | 'BE'): Buffer {
  const bytes = Buffer.alloc(size * numbers.length);
  for (const [index, number] of numbers.entries()) write(bytes, size, index * size, number, order);
  return bytes;
}

function write(bytes: Buffer, size: number, at: number, value: number, order: 'LE' | 'BE'): void {
  if (order === 'LE') bytes.writeUIntLE(value, at, size);
  else bytes.writeUIntBE(value, at, size);
}
