import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { PLAIN_HTTP, plainHttp } from '../bundle/plain-http.ts';
import { REQUIRE_IN_ESM } from '../bundle/require-in-esm.ts';
import { writeWhole } from '../bundle/write-whole.ts';
import { type BundleRecord, recordOf, sourceAt } from './fresh-bundle.ts';

/** Native, or loaded only when it is used. */
const STAY_OUTSIDE = ['sharp', 'esbuild', '@aws-sdk/*', '@smithy/*'];
/** Characters: Node prints the whole line that an uncaught error came from. */
const LINE_LIMIT = 120;

/**
 * Writes the entry module, and what it imports, as one file into the cache: a thousand modules that Node need not find one by
 * one take half the time. Files beside a source are found from the bundle as from the source.
 */
export async function makeBundle(entry: string, cache: string): Promise<void> {
  const begun = Date.now();
  const result = await build({
    entryPoints: [entry],
    outdir: cache,
    plugins: [urlOfSource, plainHttp],
    define: { 'import.meta.url': 'urlOfSource' },
    external: STAY_OUTSIDE,
    banner: { js: REQUIRE_IN_ESM },
    bundle: true,
    // V8 keeps the text of code, and in two bytes a character where one of them, in a comment say, is not of Latin 1.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: LINE_LIMIT,
    format: 'esm',
    mainFields: ['module', 'main'],
    metafile: true,
    sourcemap: 'external',
    sourcesContent: false,
    platform: 'node',
    target: `node${process.versions.node}`,
    write: false,
    logLevel: 'silent',
  });
  const [map, output] = ['.js.map', '.js'].map((end) => result.outputFiles.find(({ path }) => path.endsWith(end)));
  if (!output || !map) throw new Error(`Nothing was made of ${entry}`);
  const file = `${createHash('sha256').update(output.contents).digest('hex').slice(0, 16)}.mjs`;
  const files = Object.keys(result.metafile.inputs).filter((path) => !path.startsWith(PLAIN_HTTP));
  const sources = files.map((path) => sourceAt(resolve(path)));
  // It may have been read before it was changed: the next start tries again.
  if (sources.some(({ mtimeMs }) => mtimeMs >= begun)) return;
  await keep(cache, [output.contents, map.contents], { entry, node: process.version, file, sources });
}

/** The record is moved into place last: a bundle is whole, or not known. */
async function keep(
  cache: string,
  [code, map]: readonly [Uint8Array, Uint8Array],
  record: BundleRecord,
): Promise<void> {
  await writeWhole(join(cache, `${record.file}.map`), map);
  await writeWhole(join(cache, record.file), code);
  await writeWhole(recordOf(cache), JSON.stringify(record));
  const old = (await readdir(cache)).filter((name) => /\.mjs(\.map)?$/.test(name) && !name.startsWith(record.file));
  await Promise.all(old.map((name) => rm(join(cache, name), { force: true })));
}

const urlOfSource: Plugin = {
  name: 'url-of-source',
  setup(building) {
    building.onLoad({ filter: /\.[cm]?[jt]s$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const contents = `const urlOfSource = ${JSON.stringify(pathToFileURL(path).href)}; ${text}`;
      return { contents, loader: path.endsWith('ts') ? 'ts' : 'js' };
    });
  },
};
