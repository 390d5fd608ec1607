/** https://datatracker.ietf.org/doc/html/rfc8878#section-3.1 */
const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const DICTIONARY_BYTES = [0, 1, 2, 4];
const CONTENT_SIZE_BYTES = [0, 2, 4, 8];
const CHECKSUM_BYTES = 4;
const RLE = 1;

/** So many bytes are needed next, and what they tell comes after them. */
interface Need {
  readonly bytes: number;
  /** Bytes that are passed over are not kept. */
  readonly next: ((bytes: Buffer) => Need) | Need;
}

const frame: Need = { bytes: 4, next: (magic) => afterMagic(magic.readUInt32LE()) };

function afterMagic(magic: number): Need {
  if (magic === MAGIC) return { bytes: 1, next: ([descriptor = 0]) => header(descriptor) };
  if ((magic & 0xfffffff0) === SKIPPABLE)
    return { bytes: 4, next: (size) => ({ bytes: size.readUInt32LE(), next: frame }) };
  // No frame, which is for the decompressor to say.
  return { bytes: Number.POSITIVE_INFINITY, next: frame };
}

function header(descriptor: number): Need {
  const isSingle = (descriptor & 0x20) !== 0;
  const ofContent = CONTENT_SIZE_BYTES[descriptor >> 6] || Number(isSingle);
  const ofDictionary = DICTIONARY_BYTES[descriptor & 3] ?? 0;
  const end: Need = (descriptor & 4) === 0 ? frame : { bytes: CHECKSUM_BYTES, next: frame };
  return { bytes: Number(!isSingle) + ofDictionary + ofContent, next: block(end) };
}

const block = (end: Need): Need => ({
  bytes: 3,
  next(head) {
    const bits = head.readUIntLE(0, 3);
    const isLast = (bits & 1) === 1;
    const size = ((bits >> 1) & 3) === RLE ? 1 : bits >> 3;
    return { bytes: size, next: isLast ? end : block(end) };
  },
});

/** Follows compressed bytes from frame to frame: the decompressor of Node 22 takes one that is cut for its end. */
export class ZstdFrames {
  #hasBegun = false;
  #need: Need = frame;
  #kept = Buffer.alloc(0);
  #left = frame.bytes;

  /** Whether the last frame has ended, and there was one. */
  get isWhole(): boolean {
    return this.#hasBegun && this.#need === frame && this.#kept.length === 0;
  }

  push(chunk: Uint8Array): void {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#hasBegun ||= rest.length > 0;
    for (;;) {
      const taken = rest.subarray(0, Math.min(rest.length, this.#left));
      rest = rest.subarray(taken.length);
      this.#left -= taken.length;
      if (typeof this.#need.next === 'function') this.#kept = Buffer.concat([this.#kept, taken]);
      if (this.#left > 0) return;
      this.#go();
      if (rest.length === 0 && this.#left > 0) return;
    }
  }

  #go(): void {
    const { next } = this.#need;
    this.#need = typeof next === 'function' ? next(this.#kept) : next;
    this.#kept = Buffer.alloc(0);
    this.#left = this.#need.bytes;
  }
}
