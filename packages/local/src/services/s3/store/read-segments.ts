import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { asBlobError, BlobError } from '#services/s3/store/blob-error.ts';
import { type Blobs, SYNC_BYTES } from '#services/s3/store/blobs.ts';
import type { Segment } from '#services/s3/store/version.ts';

/** From the first byte to before the last: `{ start: 0, end: size }` is everything. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const PIECE_BYTES = 1 << 20;

/** The bytes of an object, in pieces of a MiB; the files stay until they are read or the reader stops. */
export async function* readSegments(blobs: Blobs, segments: readonly Segment[], range: Range): AsyncGenerator<Buffer> {
  const unpin = blobs.pin(segments);
  try {
    let offset = 0;
    for (const { blob, size } of segments) {
      const start = Math.max(range.start - offset, 0);
      const end = Math.min(range.end - offset, size);
      offset += size;
      if (start < end) yield* readFile(blobs.path(blob), { start, end });
    }
  } finally {
    unpin();
  }
}

async function* readFile(path: string, { start, end }: Range): AsyncGenerator<Buffer> {
  const file = await open(path).catch((error) => {
    throw asBlobError('read', path, error);
  });
  try {
    for (let at = start; at < end; ) {
      const buffer = Buffer.allocUnsafe(Math.min(PIECE_BYTES, end - at));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) throw new BlobError('read', path, `it ends after ${at} bytes`);
      at += bytesRead;
      yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw asBlobError('read', path, error);
  } finally {
    await file.close();
  }
}

function readAtOnce(path: string, { start, end }: Range): Buffer {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const buffer = Buffer.allocUnsafe(end - start);
    const length = readSync(file, buffer, 0, buffer.length, start);
    if (length < buffer.length) throw new BlobError('read', path, `it ends after ${start + length} bytes`);
    return buffer;
  } catch (error) {
    throw asBlobError('read', path, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** As the body of an answer: small ones whole, which spares the machinery of a stream. */
export async function bodyOf(blobs: Blobs, segments: readonly Segment[], range: Range): Promise<Readable | Buffer> {
  const [only] = segments;
  if (only && segments.length === 1 && range.end - range.start <= SYNC_BYTES)
    return readAtOnce(blobs.path(only.blob), range);
  const pieces = readSegments(blobs, segments, range);
  if (range.end - range.start > PIECE_BYTES) {
    const unpin = blobs.pin(segments);
    return Readable.from(pieces, { objectMode: false }).once('close', unpin);
  }
  const buffers: Buffer[] = [];
  for await (const piece of pieces) buffers.push(piece);
  return buffers.length === 1 && buffers[0] ? buffers[0] : Buffer.concat(buffers);
}
