import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What an application adds to the general pages. */
export interface PageSources {
  readonly pages?: URL | undefined;
  readonly styles?: readonly URL[] | undefined;
}

interface Output {
  readonly name: string;
  readonly body: Uint8Array;
}

const FOLDER = new URL('../page/', import.meta.url);
/** `.ts` in a clone, `.js` in a package. */
const END = extname(import.meta.url);

const STYLES = [
  'base.css',
  'frame.css',
  'kit.css',
  'list.css',
  'execution.css',
  'graph.css',
  'traces.css',
  'chart.css',
].map((name) => new URL(`./style/${name}`, FOLDER));

/** One script and one style sheet of all pages. Rejects with what esbuild says of a source that it cannot read. */
export async function bundlePages({ pages, styles = [] }: PageSources): Promise<readonly Output[]> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: { contents: entryOf(pages, [...STYLES, ...styles]), resolveDir: fileURLToPath(FOLDER), loader: 'js' },
    outdir: '/',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  return outputFiles.map(({ path, contents }) => ({ name: path, body: contents }));
}

function entryOf(added: URL | undefined, styles: readonly URL[]): string {
  const quoted = (url: URL) => JSON.stringify(fileURLToPath(url));
  const page = (name: string) => quoted(new URL(`./${name}${END}`, FOLDER));
  return [
    ...styles.map((url) => `import ${quoted(url)};`),
    `import { start } from ${page('frame/start').replace(/\.ts"$/, '.tsx"')};`,
    `import { pages as general } from ${page('pages')};`,
    added ? `import { pages as added } from ${quoted(added)};` : 'const added = [];',
    'start([...added, ...general]);',
  ].join('\n');
}
