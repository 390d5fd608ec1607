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
  /** Path of the file that is loaded first, from the record's folder on. */
  readonly file: string;
  readonly sources: readonly Source[];
}

export const recordOf = (cache: string): string => join(cache, 'bundle.json');

/** The path of an entry module's bundle in a folder, or undefined where there is none or a source is not as it was. */
export function freshBundle(entry: string, cache: string): string | undefined {
  try {
    const record: unknown = JSON.parse(readFileSync(recordOf(cache), 'utf8'));
    if (!isRecord(record) || record.entry !== entry || record.node !== process.version) return undefined;
    return record.sources.every(isUnchanged) ? join(cache, record.file) : undefined;
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

/** By hand: a library that does it would have to be loaded first. */
const isRecord = (value: unknown): value is BundleRecord =>
  isObject(value) &&
  [value.entry, value.node, value.file].every((text) => typeof text === 'string') &&
  Array.isArray(value.sources) &&
  value.sources.every(isSource);

const isSource = (value: unknown): value is Source =>
  isObject(value) &&
  typeof value.path === 'string' &&
  [value.size, value.mtimeMs].every((number) => typeof number === 'number');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
