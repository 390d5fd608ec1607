import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { dirname, extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { claim } from './claim.ts';
import { freshBundle } from './fresh-bundle.ts';
import { use } from './users.ts';

/** Of a usual start without a bundle. */
const LONGEST_START_MS = 5000;
const maker = fileURLToPath(new URL(`./make-bundle${extname(import.meta.url)}`, import.meta.url));

/**
 * Loads a program's entry module, and resolves with its exports: from the bundle that an earlier start made of it, as long
 * as none of its sources has changed since; else from its sources, and the bundle is made anew behind the start.
 *
 * @param entry path of the module
 * @param cache folder that holds the bundle; nothing is lost with it
 */
export async function load(entry: string, cache: string): Promise<unknown> {
  const bundle = freshBundle(entry, cache);
  if (bundle) use(dirname(bundle));
  else makeBehindStart(entry, cache);
  return import(pathToFileURL(bundle ?? entry).href);
}

/** Once the start is over, which needs the processor for itself, or when the process ends. */
function makeBehindStart(entry: string, cache: string): void {
  const make = () => {
    clearTimeout(timer);
    process.off('exit', make);
    if (!freshBundle(entry, cache) && claim(cache)) spawnMaker(entry, cache);
  };
  const timer = setTimeout(make, LONGEST_START_MS).unref();
  process.once('exit', make);
}

/** At the lowest priority; it ends by itself, whatever becomes of this one. */
function spawnMaker(entry: string, cache: string): void {
  const child = spawn(process.execPath, [maker, entry, cache], { detached: true, stdio: 'ignore' });
  child.once('error', () => undefined);
  child.unref();
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
}
