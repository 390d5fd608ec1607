import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { claim } from './claim.ts';
import { freshBundle } from './fresh-bundle.ts';

const maker = fileURLToPath(new URL(`./make-bundle${extname(import.meta.url)}`, import.meta.url));

/**
 * Loads a program's entry module, and resolves with its exports: from the one file that an earlier start made of it, as long
 * as none of its sources has changed since; else from its sources, and the file is made anew beside the start.
 *
 * @param entry path of the module
 * @param cache folder that holds the file; nothing is lost with it
 */
export async function load(entry: string, cache: string): Promise<unknown> {
  const bundle = freshBundle(entry, cache);
  if (!bundle && claim(cache)) makeForNextTime(entry, cache);
  return import(pathToFileURL(bundle ?? entry).href);
}

/** At the lowest priority, for a start needs the processor for itself; it ends by itself, whatever becomes of this one. */
function makeForNextTime(entry: string, cache: string): void {
  const child = spawn(process.execPath, [maker, entry, cache], { detached: true, stdio: 'ignore' });
  child.once('error', () => undefined);
  child.unref();
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
}
