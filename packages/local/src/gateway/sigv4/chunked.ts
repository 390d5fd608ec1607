import { createHash, type Hash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { AwsError } from '#gateway/aws-error.ts';
import { type CredentialScope, type SigningKeys, scopeText, sha256Hex } from '#gateway/sigv4/signing.ts';
import { sameText } from '#gateway/sigv4/verify.ts';

/** How the chunks are signed; each signature covers the one before it. */
export interface ChunkSigning {
  readonly keys: SigningKeys;
  readonly secretAccessKey: string;
  readonly scope: CredentialScope;
  readonly timestamp: string;
  /** The signature of the headers. */
  readonly seed: string;
}

interface ChunkedOptions {
  /** From `x-amz-decoded-content-length`. */
  readonly length: number | undefined;
  /** Undefined for an unsigned payload with a trailer. */
  readonly signing: ChunkSigning | undefined;
  /** Whether the trailers must be signed too. */
  readonly signedTrailer: boolean;
  /** Filled with the trailing headers before the end of the stream. */
  readonly trailers: Record<string, string>;
}

/** Longer than any legal chunk header or trailer line. */
const LONGEST_LINE = 8_192;
const EMPTY_HASH = sha256Hex('');

type Expecting = 'header' | 'data' | 'after-data' | 'trailer' | 'nothing';

/**
 * Takes `aws-chunked` framing off a payload: `SIZE;chunk-signature=…`, data, …, trailers.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export class ChunkedDecoder extends Transform {
  readonly #options: ChunkedOptions;
  #expecting: Expecting = 'header';
  #line = '';
  #left = 0;
  #total = 0;
  #hash: Hash | undefined;
  #given: string | undefined;
  #previous: string;
  #trailerSigned = false;

  constructor(options: ChunkedOptions) {
    super({ writableHighWaterMark: 1 << 20, readableHighWaterMark: 1 << 20 });
    this.#options = options;
    this.#previous = options.signing?.seed ?? '';
  }

  override _transform(input: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      for (let at = 0; at < input.length; )
        at = this.#expecting === 'data' ? this.#data(input, at) : this.#text(input, at);
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  override _flush(done: TransformCallback): void {
    const complete = this.#expecting === 'nothing' || (this.#expecting === 'trailer' && this.#line === '');
    const { length, signedTrailer } = this.#options;
    if (!complete || (length !== undefined && length !== this.#total)) done(incomplete());
    else done(signedTrailer && !this.#trailerSigned ? mismatch() : undefined);
  }

  #data(input: Buffer, at: number): number {
    const end = Math.min(input.length, at + this.#left);
    const part = input.subarray(at, end);
    this.#hash?.update(part);
    this.#left -= part.length;
    this.#total += part.length;
    this.push(part);
    if (this.#left === 0) this.#endChunk('after-data');
    return end;
  }

  #text(input: Buffer, at: number): number {
    const newline = input.indexOf(10, at);
    const end = newline < 0 ? input.length : newline;
    this.#line += input.toString('latin1', at, end);
    if (this.#line.length > LONGEST_LINE) throw incomplete();
    if (newline < 0) return end;
    const line = this.#line.endsWith('\r') ? this.#line.slice(0, -1) : this.#line;
    this.#line = '';
    this.#takeLine(line);
    return newline + 1;
  }

  #takeLine(line: string): void {
    if (this.#expecting === 'header') this.#startChunk(line);
    else if (this.#expecting === 'trailer') this.#takeTrailer(line);
    else if (line !== '') throw incomplete();
    else if (this.#expecting === 'after-data') this.#expecting = 'header';
  }

  #startChunk(line: string): void {
    const match = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
    if (!match) throw incomplete();
    this.#left = Number.parseInt(match[1] ?? '', 16);
    this.#given = match[2];
    this.#hash = this.#options.signing && createHash('sha256');
    this.#expecting = 'data';
    if (this.#left === 0) this.#endChunk('trailer');
  }

  #endChunk(next: Expecting): void {
    this.#expecting = next;
    if (!this.#hash) return;
    this.#check('AWS4-HMAC-SHA256-PAYLOAD', `${EMPTY_HASH}\n${this.#hash.digest('hex')}`, this.#given);
    this.#hash = undefined;
  }

  #takeTrailer(line: string): void {
    if (line === '') {
      this.#expecting = 'nothing';
      return;
    }
    const at = line.indexOf(':');
    const name = line.slice(0, at).trim().toLowerCase();
    const value = line.slice(at + 1).trim();
    if (name !== 'x-amz-trailer-signature') this.#options.trailers[name] = value;
    else this.#check('AWS4-HMAC-SHA256-TRAILER', sha256Hex(canonicalTrailers(this.#options.trailers)), value);
  }

  #check(algorithm: string, hashes: string, given: string | undefined): void {
    const { signing } = this.#options;
    if (!signing) return;
    const text = [algorithm, signing.timestamp, scopeText(signing.scope), this.#previous, hashes].join('\n');
    const expected = signing.keys.sign(signing.secretAccessKey, signing.scope, text);
    if (given === undefined || !sameText(expected, given)) throw mismatch();
    this.#trailerSigned = algorithm.endsWith('TRAILER');
    this.#previous = expected;
  }
}

const canonicalTrailers = (trailers: Readonly<Record<string, string>>) =>
  Object.keys(trailers)
    .toSorted()
    .map((name) => `${name}:${trailers[name]}\n`)
    .join('');

const incomplete = () =>
  new AwsError(
    'IncompleteBody',
    'The request body terminated unexpectedly or did not match the length that it declared.',
  );

const mismatch = () =>
  new AwsError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    403,
  );
