import { join } from 'node:path';
import { failOutside } from '#gateway/stray-failures.ts';
import { inUse } from '#local/system/data-folder.ts';
import { hasCode, StartupError } from '#local/system/startup-error.ts';
import { type Database, type DatabaseOptions, openDatabase, type Survives } from '#store/database.ts';
import { StoreError, type StoreFault } from '#store/errors.ts';

/** The database of a data folder. */
export const storeFile = (dataDir: string): string => join(dataDir, 'store.db');

interface StoreOptions extends Pick<DatabaseOptions, 'hasRoom'> {
  /** Told once where it cannot be written any more; without it, and of any other failure of a commit, the process is. */
  readonly onLost?: ((error: Error) => void) | undefined;
}

/** Opens the database of a data folder. Throws StartupError, one line with the way out. */
export function openStore(dataDir: string, survives: Survives, options: StoreOptions = {}): Database {
  const { hasRoom = () => true, onLost } = options;
  const onFailure = (error: unknown) => {
    if (onLost !== undefined && error instanceof Error && isUnwritable(error)) onLost(error);
    else failOutside(error);
  };
  try {
    return openDatabase({ file: storeFile(dataDir), survives, hasRoom, onFailure, advice: WAY_OUT });
  } catch (error) {
    throw startupError(error, dataDir);
  }
}

/** Error that the start gives for a database that cannot be used: one line with the way out. Other errors are themselves. */
export function startupError(error: unknown, dataDir: string): unknown {
  if (!(error instanceof StoreError)) return error;
  if (error.fault === 'locked') return inUse(dataDir);
  const wayOut = WAY_OUT[error.fault];
  const said = error.message.endsWith(wayOut) ? error.message : `${error.message}: ${wayOut}`;
  return new StartupError(said, { cause: error });
}

/** Codes of a disk or a folder that takes nothing more for now. */
const UNWRITABLE = ['EACCES', 'EDQUOT', 'EFBIG', 'EIO', 'ENOENT', 'ENOSPC', 'EPERM', 'EROFS'];

/** Test of whether what failed, or what made it fail, is that nothing can be written. */
export function isUnwritable(error: Error): boolean {
  if (error instanceof StoreError) return error.fault === 'unwritable';
  if (error instanceof StartupError && error.cause instanceof StoreError) return isUnwritable(error.cause);
  return UNWRITABLE.some((code) => hasCode(error, code));
}

const WAY_OUT: Readonly<Record<StoreFault, string>> = {
  locked: 'stop the other system, or name another folder with --data DIR.',
  damaged: 'npm run repair copies what can be read of it, --reset empties the data folder.',
  newer: 'use that version, name another folder with --data DIR, or empty this one with --reset.',
  unwritable: 'make room, or name another folder with --data DIR.',
  closed: 'start again.',
};
