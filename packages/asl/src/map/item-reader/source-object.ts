import { type Duplex, pipeline, Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { ObjectPort } from '../../ports.ts';
import { readerFailed } from './failure.ts';
import type { ItemSource } from './item-reader.ts';
import { ZstdFrames } from './zstd-frames.ts';

/** The object that `Bucket`, `Key` and `VersionId` of a source name, to be read in one way or the other. */
export class SourceObject {
  readonly #source: ItemSource;
  readonly #objects: ObjectPort;

  constructor(source: ItemSource, objects: ObjectPort) {
    this.#source = source;
    this.#objects = objects;
  }

  get versionId(): string | undefined {
    const { VersionId } = this.#source.parameters;
    return typeof VersionId === 'string' ? VersionId : undefined;
  }

  /** The whole of it as text, in pieces. A key that ends in `.gz` or `.zstd` is decompressed. */
  async *text(): AsyncIterable<string> {
    const key = parameter(this.#source, 'Key');
    const version = this.versionId === undefined ? {} : { versionId: this.versionId };
    const bytes = await this.#objects.get({ ...location(this.#source), key, ...version });
    const decoder = new TextDecoder('utf-8');
    for await (const chunk of decompressed(key, bytes)) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  }

  /** Its size, and parts of it at will: all of the same content, though it is written over meanwhile. */
  async open(): Promise<OpenObject> {
    const named = { ...location(this.#source), key: parameter(this.#source, 'Key') };
    const { size, etag } = await this.#objects.head(named);
    const read = async (start: number, end: number) =>
      start >= end ? new ArrayBuffer(0) : joined(await this.#objects.get({ ...named, etag, range: { start, end } }));
    return { size, read };
  }
}

export interface OpenObject {
  /** Bytes. */
  readonly size: number;
  /** The bytes from `start` to before `end`. */
  readonly read: (start: number, end: number) => Promise<ArrayBuffer>;
}

/** Where to read, but for the key. */
export function location(source: ItemSource) {
  const { stateName, executionArn, stateMachineArn, roleArn } = source;
  const owner = source.parameters.ExpectedBucketOwner;
  return {
    bucket: parameter(source, 'Bucket'),
    ...{ stateName, executionArn, stateMachineArn, roleArn },
    ...(typeof owner === 'string' ? { expectedBucketOwner: owner } : {}),
  };
}

function parameter({ parameters }: ItemSource, name: string): string {
  const value = parameters[name];
  if (typeof value !== 'string' || value === '') throw readerFailed(`field ${name} must be a string`);
  return value;
}

async function joined(chunks: AsyncIterable<Uint8Array>): Promise<ArrayBuffer> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of chunks) parts.push(new Uint8Array(chunk));
  return new Blob(parts).arrayBuffer();
}

function decompressed(key: string, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  if (key.endsWith('.gz')) return through(key, bytes, createGunzip());
  return key.endsWith('.zstd') ? through(key, wholeFrames(key, bytes), createZstdDecompress()) : bytes;
}

async function* wholeFrames(key: string, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const frames = new ZstdFrames();
  for await (const chunk of bytes) {
    frames.push(chunk);
    yield chunk;
  }
  if (!frames.isWhole) throw readerFailed(`The object ${key} cannot be decompressed: unexpected end of file`);
}

/** A broken source breaks the stream too, which then throws to whoever reads from it. */
async function* through(key: string, bytes: AsyncIterable<Uint8Array>, stream: Duplex): AsyncIterable<Uint8Array> {
  try {
    yield* pipeline(Readable.from(bytes), stream, () => undefined);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && /^Z(STD)?_/.test(String(error.code)))) throw error;
    throw readerFailed(`The object ${key} cannot be decompressed: ${error.message}`);
  }
}
