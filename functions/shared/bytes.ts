import { Readable } from 'node:stream';
import { UnavailableError } from './errors.ts';

/** Of what `GetObject` answers. In Node.js its body is a stream. */
interface Download {
  readonly Body?: unknown;
  readonly ContentLength?: number | undefined;
}

/**
 * An object whole, in memory once: each piece goes to its place as it arrives, where collecting the pieces first and
 * joining them then would take twice the memory. Throws an `UnavailableError` when not as many bytes
 * arrive as the headers announced.
 */
export async function objectBytes({ Body, ContentLength = 0 }: Download): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(ContentLength);
  if (!(Body instanceof Readable)) {
    if (ContentLength === 0) return bytes;
    throw cut(0, ContentLength);
  }
  let length = 0;
  for await (const piece of Body) {
    if (length + piece.length <= ContentLength) bytes.set(piece, length);
    length += piece.length;
  }
  if (length !== ContentLength) throw cut(length, ContentLength);
  return bytes;
}

/**
 * Gives the memory of bytes back at once; they are empty afterwards. Left to the garbage collector, some pictures of
 * megabytes outside of its heap either stay for long or make it look through the whole heap each time. Only for when all went
 * well: after an error native code may still be reading, and the collector waits for it.
 */
export function freeBytes(bytes: Buffer): void {
  if (bytes.buffer instanceof ArrayBuffer && bytes.length === bytes.buffer.byteLength) bytes.buffer.transfer(0);
}

const cut = (length: number, announced: number) =>
  new UnavailableError('S3', new Error(`${length} of ${announced} bytes arrived.`));
