import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A log has a header, then frames of a page each; what comes behind the last whole commit counts as nothing. */
const LOG_HEADER = 32;
const FRAME_HEADER = 24;

/** A frame of the log: where it ends, in bytes, and whether a commit ends with it. https://www.sqlite.org/fileformat2.html#walformat */
export interface Frame {
  readonly end: number;
  readonly isCommit: boolean;
}

export function framesOf(log: string): readonly Frame[] {
  const bytes = readFileSync(log);
  const frame = FRAME_HEADER + bytes.readUInt32BE(8);
  return Array.from({ length: Math.floor((bytes.length - LOG_HEADER) / frame) }, (_, index) => {
    const start = LOG_HEADER + index * frame;
    return { end: start + frame, isCommit: bytes.readUInt32BE(start + 4) !== 0 };
  });
}

/** Copies a database whose log ends after so many bytes. */
export function copyCut(source: string, into: string, logBytes: number): void {
  for (const name of ['store.db', 'store.db-wal']) copyFileSync(join(source, name), join(into, name));
  truncateSync(join(into, 'store.db-wal'), logBytes);
}

/** A digest of all rows of the database in a folder. Throws where SQLite finds it damaged. */
export function contentOf(folder: string): string {
  const database = new DatabaseSync(join(folder, 'store.db'));
  try {
    const [health = {}] = database.prepare('PRAGMA quick_check').all();
    if (health.quick_check !== 'ok') throw new Error(`It is damaged: ${JSON.stringify(health)}`);
    const hash = createHash('sha256');
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
    for (const { name } of tables) {
      hash.update(`${name}\n`);
      for (const row of database.prepare(`SELECT * FROM "${name}"`).iterate()) hash.update(textOf(row));
    }
    return hash.digest('hex');
  } finally {
    database.close();
  }
}

const textOf = (row: object): string =>
  Object.values(row)
    .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)))
    .join('\t');
