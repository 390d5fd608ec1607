import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame } from './parts.ts';

/** Tells the part of the service that a frame is of, by the source that it comes from; undefined for Node's own. */
export function servicePart(): (frame: Frame) => string | undefined {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (file: string) => {
    if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
    return maps.get(file);
  };
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.startsWith('file:') && !url.startsWith('/')) return undefined;
    const file = url.startsWith('file:') ? fileURLToPath(url) : url;
    const found = mapOf(file)?.findOrigin(lineNumber + 1, columnNumber + 1);
    return partOf(found && 'fileName' in found ? resolve(dirname(file), found.fileName) : file);
  };
}

/** Of a source: the SDK's clients, another package, a service, a folder of the local runtime, the engine. */
export function partOf(source: string): string | undefined {
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source) ?? [];
  if (name !== undefined && name !== '.cache') return /^@(aws-sdk|smithy)\//.test(name) ? "the SDK's clients" : name;
  const [, service] = /\/packages\/local\/src\/services\/([^/]+)\//.exec(source) ?? [];
  if (service !== undefined) return `services/${service}`;
  const [, folder] = /\/packages\/local\/src\/([^/]+?)(?:\.ts)?(?:\/|$)/.exec(source) ?? [];
  if (folder !== undefined) return folder;
  return /\/packages\/asl\/src\//.test(source) ? 'the engine' : undefined;
}

/** Written by the bundler. */
const readMap = (path: string): SourceMap | undefined =>
  existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as SourceMapPayload) : undefined;
