import { type Zippable, zipSync } from 'fflate';

/** Path in the zip -> content. */
export type ZipEntries = ReadonlyMap<string, Uint8Array>;

// Zips keep local time without a zone, from 1980 on: one fixed text gives the same bytes everywhere.
const SAME_TIME_EVERYWHERE = '1980-01-01T00:00:00';
const UNIX = 3;
const READABLE_FILE = 0o100644;

/** The same entries give the same bytes, in whatever order and whenever they are zipped. */
export function deterministicZip(entries: ZipEntries): Uint8Array {
  const sorted: Zippable = {};
  for (const path of [...entries.keys()].sort()) {
    const content = entries.get(path);
    if (content)
      sorted[path] = [content, { mtime: SAME_TIME_EVERYWHERE, os: UNIX, attrs: READABLE_FILE << 16, level: 6 }];
  }
  return zipSync(sorted);
}
