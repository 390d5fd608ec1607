import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Extensions that a handler's file may have. */
export const SOURCES = ['.ts', '.mts', '.js', '.mjs', '.cjs'];

/** `functions/inspect.ts` of `functions/inspect.handler`: the export begins behind the first dot of the file's name. */
export const withExtension = (handler: string, extension: string): string =>
  `${handler.replace(/\.[^/]*$/, '')}${extension}`;

/** The file of a handler, relative to `root`. Throws with one line when there is none. */
export function sourceOf(root: string, handler: string): string {
  const file = SOURCES.map((extension) => withExtension(handler, extension)).find((path) =>
    existsSync(join(root, path)),
  );
  if (file === undefined) throw new Error(`The handler ${handler} has no file ${withExtension(handler, '.ts')}.`);
  return file;
}
