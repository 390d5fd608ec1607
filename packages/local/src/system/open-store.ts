import { join } from 'node:path';
import { failOutside } from '#gateway/stray-failures.ts';
import { inUse } from '#local/system/data-folder.ts';
import { StartupError } from '#local/system/startup-error.ts';
import { type Database, openDatabase } from '#store/database.ts';
import { StoreError, type StoreFault } from '#store/errors.ts';

/** The database of a data folder. */
export const storeFile = (dataDir: string): string => join(dataDir, 'darkroom.db');

/** Opens the database of a data folder. Throws StartupError, one line with the way out. A commit that fails stops the system. */
export function openStore(dataDir: string): Database {
  try {
    return openDatabase({ file: storeFile(dataDir), onFailure: failOutside });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.fault === 'locked') throw inUse(dataDir);
    throw new StartupError(`${error.message}: ${WAY_OUT[error.fault]}`);
  }
}

const WAY_OUT: Readonly<Record<StoreFault, string>> = {
  locked: 'stop the other Darkroom, or name another folder with --data DIR.',
  damaged: '--reset empties the data folder.',
  newer: 'use that version, name another folder with --data DIR, or empty this one with --reset.',
  unwritable: 'make room, or name another folder with --data DIR.',
  closed: 'start again.',
};
