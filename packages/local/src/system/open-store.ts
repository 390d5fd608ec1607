import { join } from 'node:path';
import { failOutside } from '#gateway/stray-failures.ts';
import { inUse } from '#local/system/data-folder.ts';
import { StartupError } from '#local/system/startup-error.ts';
import { type Database, openDatabase, type Survives } from '#store/database.ts';
import { StoreError, type StoreFault } from '#store/errors.ts';

/** The database of a data folder. */
export const storeFile = (dataDir: string): string => join(dataDir, 'store.db');

/** Opens the database of a data folder. Throws StartupError, one line with the way out. A commit that fails stops the system. */
export function openStore(dataDir: string, survives: Survives, hasRoom = () => true): Database {
  try {
    return openDatabase({ file: storeFile(dataDir), survives, hasRoom, onFailure: failOutside, advice: WAY_OUT });
  } catch (error) {
    throw startupError(error, dataDir);
  }
}

/** Error that the start gives for a database that cannot be used: one line with the way out. Other errors are themselves. */
export function startupError(error: unknown, dataDir: string): unknown {
  if (!(error instanceof StoreError)) return error;
  if (error.fault === 'locked') return inUse(dataDir);
  const wayOut = WAY_OUT[error.fault];
  return new StartupError(error.message.endsWith(wayOut) ? error.message : `${error.message}: ${wayOut}`);
}

const WAY_OUT: Readonly<Record<StoreFault, string>> = {
  locked: 'stop the other system, or name another folder with --data DIR.',
  damaged: 'npm run repair copies what can be read of it, --reset empties the data folder.',
  newer: 'use that version, name another folder with --data DIR, or empty this one with --reset.',
  unwritable: 'make room, or name another folder with --data DIR.',
  closed: 'start again.',
};
