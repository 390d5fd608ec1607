import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file that a bundle was made of. */
interface Source {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
}

/** What is kept beside a bundle. */
export interface BundleRecord {
  /** Path of the module that it was made of: programs that share a cache do not run each other. */
  readonly entry: string;
  /** Node's version, whose syntax the file is written for. */
  readonly node: string;
  /** Name of the file, in the same folder. */
  readonly file: string;
  readonly sources: readonly Source[];
}

export const recordOf = (cache: string): string => join(cache, 'bundle.json');

/** The path of an entry module's bundle in a folder, or undefined where there is none or a source is not as it was. */
export function freshBundle(entry: string, cache: string): string | undefined {
  try {
    // Written by us, whole; what is not as it should be throws.
    const { entry: made, node, file, sources } = JSON.parse(readFileSync(recordOf(cache), 'utf8')) as BundleRecord;
    return made === entry && node === process.version && sources.every(isUnchanged) ? join(cache, file) : undefined;
  } catch {
    return undefined;
  }
}

export function sourceAt(path: string): Source {
  const { size, mtimeMs } = statSync(path);
  return { path, size, mtimeMs };
}

function isUnchanged({ path, size, mtimeMs }: Source): boolean {
  const now = statSync(path, { throwIfNoEntry: false });
  return now?.size === size && now.mtimeMs === mtimeMs;
}
