import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { bundlePages, type PageSources } from './bundle.ts';

/** A file of the page, by a name that holds the hash of its content. */
export interface Asset {
  readonly type: string;
  readonly body: Uint8Array;
}

export interface Assets {
  /** Path -> file. */
  readonly files: ReadonlyMap<string, Asset>;
  readonly script: string;
  readonly style: string;
  readonly icon: string;
  /** Hash of all: pages of another one load anew. */
  readonly build: string;
}

const ICON = new URL('../page/icon.svg', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Bundles the pages when they are first asked for; a failure is told, and the next page tries again. */
export function openAssets(sources: PageSources): () => Promise<Assets> {
  let made: Promise<Assets> | undefined;
  return () => {
    made ??= make(sources).catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

async function make(sources: PageSources): Promise<Assets> {
  const [outputs, icon] = await Promise.all([bundlePages(sources), readFile(ICON)]);
  const all = [...outputs, { name: 'icon.svg', body: icon }].map(({ name, body }) => {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
    const type = extname(name);
    return { path: `/_console/assets/${hash}${type}`, type, hash, body };
  });
  const pathOf = (type: string) => all.find((one) => one.type === type)?.path ?? '';
  return {
    files: new Map(all.map(({ path, type, body }) => [path, { type: TYPES[type] ?? '', body }])),
    script: pathOf('.js'),
    style: pathOf('.css'),
    icon: pathOf('.svg'),
    build: all.map(({ hash }) => hash).join('-'),
  };
}
