import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type FileHandle, link, open, readdir, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asBlobError } from '#services/s3/store/blob-error.ts';
import type { Segment } from '#services/s3/store/version.ts';
import type { Database } from '#store/database.ts';

/** Bytes are written, and small payloads held, in pieces of this size. */
const PIECE_BYTES = 1 << 20;

/**
 * Up to this size a file is written and read in place: three system calls that end in the page cache take a tenth
 * of the time of three trips through the thread pool, which heavy image work keeps busy besides.
 */
export const SYNC_BYTES = 256 << 10;

/** Fewer than the buffers that one `writev` takes. */
const PIECE_BUFFERS = 512;

const FOLDERS = 256;

/**
 * Files of bytes that are written once and never changed. Their names are numbers, never made from object keys,
 * so no key can reach outside the folder. A file counts from the moment that a row names it; what a crash
 * leaves unnamed is swept at a later start.
 */
export class Blobs {
  readonly #folder: string;
  readonly #generation: string;
  readonly #database: Pick<Database, 'committed' | 'survives'>;
  #count = 0;
  readonly #made = new Set<string>();
  readonly #pins = new Map<string, number>();
  readonly #doomed = new Set<string>();

  constructor(folder: string, database: Pick<Database, 'committed' | 'survives'>) {
    this.#folder = folder;
    this.#database = database;
    mkdirSync(folder, { recursive: true });
    this.#generation = nextGeneration(join(folder, 'generation'));
  }

  path(blob: string): string {
    return join(this.#folder, folderName(Number.parseInt(blob.split('-')[1] ?? '0', 36) % FOLDERS), blob);
  }

  /** Writes a payload to the disk as it comes, showing every piece to `onData`; leaves nothing when it fails. */
  async write(body: AsyncIterable<Buffer>, onData: (data: Buffer) => void): Promise<Segment> {
    const blob = this.#name();
    const file = new PieceWriter(this.#placeFor(blob), this.#database.survives === 'power cut');
    try {
      for await (const data of body) {
        onData(data);
        await file.add(data);
      }
      return { blob, size: await file.end() };
    } catch (error) {
      await file.abandon();
      throw asBlobError('written', this.path(blob), error);
    }
  }

  /** The same bytes under another name, without copying them where the file system can. */
  async share({ blob, size }: Segment): Promise<Segment> {
    const copy = this.#name();
    await link(this.path(blob), this.#placeFor(copy));
    return { blob: copy, size };
  }

  /** Keeps files from being removed until the returned function is called. */
  pin(segments: readonly Segment[]): () => void {
    for (const { blob } of segments) this.#pins.set(blob, (this.#pins.get(blob) ?? 0) + 1);
    let pinned = true;
    return () => {
      if (pinned) for (const { blob } of segments) this.#unpin(blob);
      pinned = false;
    };
  }

  remove(segments: readonly Segment[]): void {
    for (const { blob } of segments) {
      if (this.#pins.has(blob)) this.#doomed.add(blob);
      else this.#unlink(blob);
    }
  }

  /** Removes what earlier runs left without a name in any row; resolves with how many. */
  async sweep(isNamed: (blob: string) => boolean): Promise<number> {
    let swept = 0;
    const folders = (await readdir(this.#folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    for (const { name } of folders) {
      const folder = join(this.#folder, name);
      for (const blob of await readdir(folder)) {
        if (blob.startsWith(`${this.#generation}-`) || isNamed(blob)) continue;
        await unlink(join(folder, blob));
        swept += 1;
      }
    }
    return swept;
  }

  #unpin(blob: string): void {
    const left = (this.#pins.get(blob) ?? 1) - 1;
    if (left > 0) {
      this.#pins.set(blob, left);
      return;
    }
    this.#pins.delete(blob);
    if (this.#doomed.delete(blob)) this.#unlink(blob);
  }

  /**
   * Only once it is there to stay that no row names it. Nobody waits for it: a file that stays is swept at a later start.
   */
  #unlink(blob: string): void {
    this.#database
      .committed()
      .then(() => unlink(this.path(blob)))
      .catch(() => undefined);
  }

  /** Folders are made when they are first written to: making them all would be a tenth of a start. */
  #placeFor(blob: string): string {
    const path = this.path(blob);
    const folder = dirname(path);
    try {
      if (!this.#made.has(folder)) mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw asBlobError('written', path, error);
    }
    this.#made.add(folder);
    return path;
  }

  #name(): string {
    return `${this.#generation}-${(this.#count++).toString(36)}`;
  }
}

/** Collects what comes in pieces worth a write; a small payload is one call to the file system. */
class PieceWriter {
  readonly #path: string;
  readonly #syncs: boolean;
  #file: FileHandle | undefined;
  #buffers: Buffer[] = [];
  #held = 0;
  #size = 0;
  #writing: Promise<unknown> = Promise.resolve();

  /** @param syncs whether the bytes are on the disk itself when they are written */
  constructor(path: string, syncs: boolean) {
    this.#path = path;
    this.#syncs = syncs;
  }

  async add(data: Buffer): Promise<void> {
    this.#buffers.push(data);
    this.#held += data.length;
    this.#size += data.length;
    if (this.#held >= PIECE_BYTES || this.#buffers.length >= PIECE_BUFFERS) await this.#flush();
  }

  async end(): Promise<number> {
    if (!this.#file) {
      const bytes = this.#buffers.length === 1 && this.#buffers[0] ? this.#buffers[0] : Buffer.concat(this.#buffers);
      if (bytes.length <= SYNC_BYTES) writeFileSync(this.#path, bytes);
      else await writeFile(this.#path, bytes);
      if (this.#syncs) await sync(this.#path);
      return this.#size;
    }
    await this.#flush();
    await this.#writing;
    await this.#file.close();
    if (this.#syncs) await sync(this.#path);
    return this.#size;
  }

  async abandon(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file?.close().catch(() => undefined);
    await unlink(this.#path).catch(() => undefined);
  }

  /** One write goes on while the next piece is read and hashed. */
  async #flush(): Promise<void> {
    const buffers = this.#buffers;
    this.#buffers = [];
    this.#held = 0;
    this.#file ??= await open(this.#path, 'wx');
    await this.#writing;
    if (buffers.length === 0) return;
    this.#writing = this.#file.writev(buffers);
    this.#writing.catch(() => undefined);
  }
}

/** The file and its name. */
async function sync(path: string): Promise<void> {
  for (const each of [path, dirname(path)]) {
    const file = await open(each, 'r');
    await file.sync().finally(() => file.close());
  }
}

const folderName = (index: number) => index.toString(16).padStart(2, '0');

/** Counts the runs, so that no run ever gives a name that an earlier one gave. */
function nextGeneration(file: string): string {
  const generation = Number.parseInt(readIfThere(file) ?? '0', 36) + 1;
  writeFileSync(file, generation.toString(36));
  return generation.toString(36);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
