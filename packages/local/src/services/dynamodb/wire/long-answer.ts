import { crc32 } from 'node:zlib';
import type { Clock } from '@safelight/asl/clock';
import { inSlices } from '#store/slices.ts';

interface Written {
  readonly bytes: Uint8Array;
  /** CRC-32 of the bytes. */
  readonly checksum: number;
}

/** An answer's JSON text, an item at a time, so that other requests go between. */
export async function inPieces(output: object, clock: Pick<Clock, 'now'>): Promise<Written> {
  const written: Buffer[] = [];
  let checksum = 0;
  function* steps() {
    for (const text of pieces(output, ITEMS_ARE_AT)) {
      const bytes = Buffer.from(text);
      checksum = crc32(bytes, checksum);
      yield written.push(bytes);
    }
  }
  await inSlices(steps(), { clock });
  return { bytes: Buffer.concat(written), checksum };
}

/** `Responses`, a table in it, an item of that. */
const ITEMS_ARE_AT = 3;

/** The JSON text of a value, its members down to a depth each on their own. */
function* pieces(value: unknown, depth: number): Generator<string> {
  if (depth === 0 || typeof value !== 'object' || value === null) {
    yield JSON.stringify(value);
    return;
  }
  const isList = Array.isArray(value);
  let before = isList ? '[' : '{';
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield isList ? before : `${before}${JSON.stringify(name)}:`;
    yield* pieces(member, depth - 1);
    before = ',';
  }
  yield `${before === ',' ? '' : before}${isList ? ']' : '}'}`;
}
