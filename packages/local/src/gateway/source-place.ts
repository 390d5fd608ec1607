import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PLACE = /((?:file:\/\/|\/)[^()]+):(\d+):(\d+)(\)?)$/;

/** A line of a stack with the place in the source that it comes from, where it tells of a bundle with a map beside it. */
export function inSource(frame: string): string {
  const [place, url = '', line, column, end = ''] = PLACE.exec(frame) ?? [];
  if (place === undefined) return frame;
  const bundle = url.startsWith('file:') ? fileURLToPath(url) : url;
  const map = `${bundle}.map`;
  if (!existsSync(map)) return frame;
  // Written by the bundler.
  const found = new SourceMap(JSON.parse(readFileSync(map, 'utf8')) as SourceMapPayload).findOrigin(
    Number(line),
    Number(column),
  );
  if (!('fileName' in found)) return frame;
  const source = resolve(dirname(bundle), found.fileName);
  return `${frame.slice(0, -place.length)}${source}:${found.lineNumber}:${found.columnNumber}${end}`;
}
