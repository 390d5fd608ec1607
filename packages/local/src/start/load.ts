import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { dirname, extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { claim } from './claim.ts';
import { freshBundle } from './fresh-bundle.ts';
import { use } from './users.ts';

const maker = fileURLToPath(new URL(`./make-bundle${extname(import.meta.url)}`, import.meta.url));

/**
 * Loads a program's entry module, and resolves with its exports: from the bundle that an earlier start made of it, as long
 * as none of its sources has changed since; else from its sources, and the bundle is made anew beside the start.
 *
 * @param entry path of the module
 * @param cache folder that holds the bundle; nothing is lost with it
 */
export async function load(entry: string, cache: string): Promise<unknown> {
  const bundle = freshBundle(entry, cache);
  if (bundle) use(dirname(bundle));
  else if (claim(cache)) makeForNextTime(entry, cache);
  return import(pathToFileURL(bundle ?? entry).href);
}

/** At the lowest priority, for a start needs the processor for itself; it ends by itself, whatever becomes of this one. */
function makeForNextTime(entry: string, cache: string): void {
  const child = spawn(process.execPath, [maker, entry, cache], { detached: true, stdio: 'ignore' });
  child.once('error', () => undefined);
  child.unref();
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
}
