import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type OutputFile, type Plugin } from 'esbuild';
import { BY_REQUIRE, byRequire } from '../bundle/by-require.ts';
import { REQUIRE_IN_ESM } from '../bundle/require-in-esm.ts';
import { writeWhole } from '../bundle/write-whole.ts';
import { type BundleRecord, recordOf, sourceAt } from './fresh-bundle.ts';
import { isUsed } from './users.ts';

/** Native, or loaded only when it is used. */
const OUTSIDE = /^(node:http|sharp|esbuild|@aws-sdk\/.+|@smithy\/.+)$/;
/** Characters: Node prints the whole line that an uncaught error came from. */
const LINE_LIMIT = 120;
/** What decides how a bundle is made. */
const MAKERS = ['./bundle', '../bundle/by-require', '../bundle/require-in-esm'].map((name) =>
  fileURLToPath(new URL(`${name}${extname(import.meta.url)}`, import.meta.url)),
);

/**
 * Writes the entry module, and what it imports, as a few files into the cache: a thousand modules that Node need not find one by
 * one take a third of the time. Files beside a source are found from the bundle as from the source.
 */
export async function makeBundle(entry: string, cache: string): Promise<void> {
  const begun = Date.now();
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    // As deep as the folder that it is written to: the map names the sources from there.
    outdir: join(cache, 'bundle'),
    outExtension: { '.js': '.mjs' },
    chunkNames: '[hash]',
    // What is imported only when it is needed, such as the study's experiments, is not even parsed before.
    splitting: true,
    plugins: [urlOfSource, byRequire(OUTSIDE)],
    define: { 'import.meta.url': 'urlOfSource' },
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
  const inputs = Object.keys(metafile.inputs).filter((path) => !path.startsWith(BY_REQUIRE));
  const sources = [...inputs.map((path) => resolve(path)), ...MAKERS].map(sourceAt);
  // It may have been read before it was changed: the next start tries again.
  if (sources.some(({ mtimeMs }) => mtimeMs >= begun)) return;
  const main = `${basename(entry, extname(entry))}.mjs`;
  await keep(cache, outputFiles, (folder) => ({ entry, node: process.version, file: join(folder, main), sources }));
}

/** The record is moved into place last: a bundle is whole, or not known. */
async function keep(cache: string, files: readonly OutputFile[], record: (folder: string) => BundleRecord) {
  const name = digest(files);
  for (const { path, contents } of files)
    await writeWhole(join(cache, name, relative(join(cache, 'bundle'), path)), contents);
  await writeWhole(recordOf(cache), JSON.stringify(record(name)));
  const others = (await readdir(cache, { withFileTypes: true })).filter(
    (one) => one.isDirectory() && one.name !== name && !isUsed(join(cache, one.name)),
  );
  await Promise.all(others.map((one) => rm(join(cache, one.name), { recursive: true, force: true })));
}

function digest(files: readonly OutputFile[]): string {
  const hash = createHash('sha256');
  for (const { hash: own } of files) hash.update(own);
  return hash.digest('hex').slice(0, 16);
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
