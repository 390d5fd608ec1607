import { createHash, type Hash } from 'node:crypto';
import { type Readable, Transform, type TransformCallback } from 'node:stream';
import { AwsError } from '#gateway/aws-error.ts';
import { Bytes, type Message } from '#gateway/request/message.ts';
import { ChunkedDecoder, type ChunkSigning } from '#gateway/sigv4/chunked.ts';
import { sha256Hex } from '#gateway/sigv4/signing.ts';

/** Payloads up to this size are read whole before the service sees them. */
const SMALL_BYTES = 1 << 20;

/** A payload as the service reads it. */
export interface Payload {
  readonly body: Readable;
  readonly trailers: Readonly<Record<string, string>>;
}

const NO_TRAILERS = {};

const entityTooLarge = (most: number) =>
  new AwsError('RequestEntityTooLargeException', `Request must be smaller than ${most} bytes.`, 413);

/** Reads a payload whole; rejects as soon as it is known to be longer. */
export async function readWhole(request: Message, most: number): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > most) throw entityTooLarge(most);
  if (!(request instanceof Bytes)) return readChunks(request, most);
  if (request.bytes.length > most) throw entityTooLarge(most);
  return request.bytes;
}

/** By events: an iterator of the stream costs several times as much for the one chunk that most requests are. */
function readChunks(request: Readable, most: number): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  if (request.destroyed) reject(request.errored ?? brokenOff());
  const chunks: Buffer[] = [];
  let length = 0;
  const take = (chunk: Buffer) => {
    length += chunk.length;
    chunks.push(chunk);
    if (length <= most) return;
    // What comes now is for whoever reads it to its end: it would be lost on nobody.
    request.off('data', take).pause();
    reject(entityTooLarge(most));
  };
  request.on('error', reject);
  request.on('close', () => {
    if (!request.readableEnded) reject(request.errored ?? brokenOff());
  });
  request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length)));
  request.on('data', take);
  return promise;
}

/** Nobody is left to read it; it is no mistake of ours. */
export const brokenOff = () => new AwsError('IncompleteBody', 'The client ended the request.');

export const wholePayload = (bytes: Uint8Array): Payload => ({
  body: new Bytes(bytes),
  trailers: NO_TRAILERS,
});

/** A body of which no more than that many bytes are read; what comes after them is an error. */
export function limited(body: Readable, most: number, refusal: () => Error = () => entityTooLarge(most)): Readable {
  let length = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > most) done(refusal());
      else done(null, chunk);
    },
  });
  return pipe(body, counter);
}

export const plainPayload = (request: Message): Payload => ({ body: request, trailers: NO_TRAILERS });

/** A payload whose SHA-256 was signed: small ones are checked at once, others as they are read. */
export async function hashedPayload(request: Message, sha256: string): Promise<Payload> {
  if (Number(request.headers['content-length'] ?? Number.NaN) <= SMALL_BYTES) {
    const bytes = await readWhole(request, SMALL_BYTES);
    if (sha256Hex(bytes) !== sha256) throw hashMismatch();
    return wholePayload(bytes);
  }
  return { body: pipe(request, new HashCheck(sha256)), trailers: NO_TRAILERS };
}

/** An `aws-chunked` payload, signed chunk by chunk or not at all. */
export function chunkedPayload(request: Message, mode: string, signing: ChunkSigning): Payload {
  const trailers: Record<string, string> = {};
  const declared = Number(request.headers['x-amz-decoded-content-length'] ?? Number.NaN);
  const signed = mode.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
  const decoder = new ChunkedDecoder({
    length: Number.isNaN(declared) ? undefined : declared,
    signing: signed ? signing : undefined,
    signedTrailer: signed && mode.endsWith('-TRAILER'),
    trailers,
  });
  return { body: pipe(request, decoder), trailers };
}

/** A client that goes away must end the reading too, which `pipe` alone does not do. */
export function pipe(request: Readable, transform: Transform): Transform {
  // A payload may be refused before the service reads it, and what nobody listens to would end the process.
  transform.on('error', () => {});
  request.once('error', (error) => transform.destroy(error));
  return request.pipe(transform);
}

class HashCheck extends Transform {
  readonly #expected: string;
  readonly #hash: Hash = createHash('sha256');

  constructor(expected: string) {
    super({ writableHighWaterMark: 1 << 20, readableHighWaterMark: 1 << 20 });
    this.#expected = expected;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(this.#hash.digest('hex') === this.#expected ? null : hashMismatch());
  }
}

const hashMismatch = () =>
  new AwsError(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  );
