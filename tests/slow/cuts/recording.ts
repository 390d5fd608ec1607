import { copyFileSync, cpSync, existsSync, linkSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { vi } from 'vitest';
import { startSystem, type TestLab } from '#tests/support/system.ts';
import { copyCut } from './log.ts';

const BLOBS = join('s3', 'blobs');

/** What a kill right after one commit would leave. */
export interface Cut<T> {
  /** The log as long as it was. */
  readonly logBytes: number;
  /** Files of objects that were there. */
  readonly blobs: readonly string[];
  /** What the client knew. */
  readonly known: T;
}

/** A data folder at each commit of what happened in it. */
export interface Recording<T> {
  /** The database as it was before, with the log of everything since. */
  readonly folder: string;
  readonly cuts: readonly Cut<T>[];
}

interface Options<T> {
  readonly dataDir: string;
  /** Where the recording goes. */
  readonly folder: string;
  /** What happens. */
  readonly run: (system: TestLab) => Promise<void>;
  /** Asked at each commit. */
  readonly known: () => T;
}

/** Starts a system on a data folder, does something with it, and keeps what it had written at each commit. */
export async function record<T>({ dataDir, folder, run, known }: Options<T>): Promise<Recording<T>> {
  const cuts: Cut<T>[] = [];
  const store = join(dataDir, 'store.db');
  const kept = join(folder, BLOBS);
  mkdirSync(kept, { recursive: true });
  const stop = onCommit(store, (logBytes) => {
    cuts.push({ logBytes, blobs: keepBlobs(join(dataDir, BLOBS), kept), known: known() });
  });
  try {
    const system = await startSystem({ dataDir, keepData: true });
    await run(system);
    for (const name of ['store.db', 'store.db-wal']) copyFileSync(join(dataDir, name), join(folder, name));
    stop();
    await system.close();
  } finally {
    stop();
  }
  const isSettings = (path: string) => !path.startsWith(store) && !path.includes(join(dataDir, BLOBS));
  cpSync(dataDir, folder, { recursive: true, filter: isSettings });
  copyFileSync(join(dataDir, BLOBS, 'generation'), join(kept, 'generation'));
  return { folder, cuts };
}

/** A data folder as a kill at the cut would have left it. */
export function folderAt<T>({ folder }: Recording<T>, { logBytes, blobs }: Cut<T>, into: string): void {
  const isSettings = (path: string) => !basename(path).startsWith('store.db') && !path.includes(join(folder, BLOBS));
  cpSync(folder, into, { recursive: true, filter: isSettings });
  copyCut(folder, into, logBytes);
  mkdirSync(join(into, BLOBS), { recursive: true });
  copyFileSync(join(folder, BLOBS, 'generation'), join(into, BLOBS, 'generation'));
  for (const blob of blobs) {
    mkdirSync(dirname(join(into, BLOBS, blob)), { recursive: true });
    linkSync(join(folder, BLOBS, blob), join(into, BLOBS, blob));
  }
}

/** Tells of each commit with the length of the log, which is not emptied meanwhile. */
function onCommit(store: string, told: (logBytes: number) => void): () => void {
  const { exec } = DatabaseSync.prototype;
  const spy = vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql) {
    exec.call(this, sql);
    if (this.location() !== store) return;
    if (sql.startsWith('BEGIN EXCLUSIVE')) exec.call(this, 'PRAGMA wal_autocheckpoint = 0');
    if (sql === 'COMMIT') told(statSync(`${store}-wal`).size);
  });
  return () => spy.mockRestore();
}

/** Names of the files that are there; their bytes are kept, as they are written once. */
function keepBlobs(blobs: string, kept: string): readonly string[] {
  const entries = readdirSync(blobs, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => {
    if (!entry.isFile() || entry.name === 'generation') return [];
    const name = join(basename(entry.parentPath), entry.name);
    if (!existsSync(join(kept, name))) {
      mkdirSync(join(kept, basename(entry.parentPath)), { recursive: true });
      linkSync(join(blobs, name), join(kept, name));
    }
    return [name];
  });
}
