import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { byBundler } from './bundler.ts';
import { plainHttp } from './by-require.ts';
import { REQUIRE_IN_ESM } from './require-in-esm.ts';
import { sourceOf } from './sources.ts';

/** A handler's bundled code, as it lies in the function's zip. */
export interface BundledCode {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Whether sharp is part of it, so that its native binary must be added. */
  readonly needsSharp: boolean;
}

const beside = (name: string) => fileURLToPath(new URL(`./${name}${extname(import.meta.url)}`, import.meta.url));

/** What is bundled instead. */
const STAND_INS = {
  // Functions get their role's keys from the environment: the SDK's other ways to find some only slow the cold start.
  '@aws-sdk/credential-provider-node': beside('environment-credentials'),
  'cls-hooked/context': beside('async-context'),
};

/** Characters: no line is broken within a text, so that some are longer. */
const LINE_LIMIT = 80;

const FOR_LAMBDA = {
  outbase: '.',
  outdir: '.',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[hash]',
  // What is imported only when it is needed, such as the tracer, is not even parsed before.
  splitting: true,
  alias: STAND_INS,
  plugins: [plainHttp],
  banner: { js: REQUIRE_IN_ESM },
  bundle: true,
  format: 'esm',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  metafile: true,
  minify: true,
  // Node prints the whole line that an uncaught error came from.
  lineLimit: LINE_LIMIT,
  platform: 'node',
  sourcemap: 'linked',
  sourcesContent: false,
  target: 'node24',
  write: false,
  logLevel: 'silent',
} satisfies BuildOptions;

/**
 * Bundles the module behind a handler such as `functions/images/inspect.handler` into an ES module with a source map, and
 * chunks beside it.
 * Throws with one line when the handler's file does not exist.
 */
export async function bundleCode(root: string, handler: string): Promise<BundledCode> {
  const entryPoints = [sourceOf(root, handler)];
  const result = await byBundler(() => build({ ...FOR_LAMBDA, absWorkingDir: root, entryPoints }));
  const files = new Map(result.outputFiles.map((file) => [zipPath(root, file.path), file.contents]));
  return {
    files,
    needsSharp: Object.keys(result.metafile.inputs).some((path) => path.includes('node_modules/sharp/')),
  };
}

const zipPath = (root: string, path: string) => path.slice(root.length + 1).replaceAll('\\', '/');
