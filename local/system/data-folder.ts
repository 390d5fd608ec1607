import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '#local/system/startup-error.ts';

const MARK = 'darkroom-data';

/**
 * Creates the data folder, or empties it when `reset`. Says whether nothing has ever run in it.
 * Throws StartupError when that cannot be.
 */
export function prepareDataFolder(folder: string, reset: boolean): { readonly isNew: boolean } {
  if (reset) emptyDataFolder(folder);
  const isNew = !existsSync(join(folder, MARK));
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    writeFileSync(join(folder, MARK), 'The data of a local Darkroom. npm start -- --reset empties this folder.\n');
    // What functions left behind when an earlier run was cut off.
    rmSync(join(folder, 'lambda'), { recursive: true, force: true });
    return { isNew };
  } catch {
    throw new StartupError(`The data folder ${folder} cannot be written: name another with --data DIR.`);
  }
}

/** Only a folder that Darkroom made is emptied: a slip of --data must not delete anything else. */
function emptyDataFolder(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  if (!existsSync(join(folder, MARK)))
    throw new StartupError(`${folder} is not a data folder of Darkroom, so --reset leaves it alone.`);
  rmSync(folder, { recursive: true });
}
