/** A box of an ISO media file, such as an AVIF or a HEIC. */
export interface Box {
  readonly type: string;
  /** Where its content begins. */
  readonly start: number;
  /** One byte after its last, as it says itself: may be outside the bytes. */
  readonly end: number;
}

const MOST_BOXES = 10_000;

/** The boxes between two places, one after the other. ISO/IEC 14496-12, 4.2 */
export function boxes(bytes: Buffer, from = 0, to = bytes.length): readonly Box[] {
  const found: Box[] = [];
  let at = from;
  while (at + 8 <= Math.min(to, bytes.length) && found.length < MOST_BOXES) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= bytes.length;
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    const start = at + (isLong ? 16 : 8);
    const end = size === 0 ? to : at + size;
    found.push({ type: bytes.toString('latin1', at + 4, at + 8), start, end });
    if (end < start) break;
    at = end;
  }
  return found;
}
