import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SOURCES, withExtension } from '#local/bundle/sources.ts';

/** All that a compiled template may be made from; of the functions, the settings that templates read. */
const TEMPLATE = [
  ...['serverless.yml', 'serverless', 'resources', 'config', 'statemachines'],
  ...['functions/shared', 'package-lock.json'],
];

/** A hash over everything that the compiled template is made from; the same inputs give the same text. */
export const templateFingerprint = (root: string, stage: string): string =>
  fingerprint(root, TEMPLATE, createHash('sha256').update(`${stage} ${process.env.AWS_REGION ?? ''}`));

/** Where it is decided how a bundle is made. */
const BUNDLER = fileURLToPath(new URL('../bundle', import.meta.url));

/**
 * The same for the bundle of a handler such as `functions/images/inspect.handler`: over all that lies in its first folder, and over
 * what makes bundles.
 */
export const codeFingerprint = (root: string, handler: string): string => {
  const [folder = ''] = handler.split('/');
  const sources = handler.includes('/') ? [folder] : SOURCES.map((extension) => withExtension(handler, extension));
  const bundler = fingerprint(BUNDLER, ['.'], createHash('sha256'));
  return fingerprint(root, [...sources, 'package-lock.json'], createHash('sha256').update(bundler));
};

/**
 * A hash over files, and those in folders, below `root`. Without a pause: some hundred small files are read sooner than a start that
 * is busy would come back for them.
 *
 * @param hash may hold more that the result depends on
 */
export function fingerprint(root: string, inputs: readonly string[], hash: ReturnType<typeof createHash>): string {
  for (const path of inputs.flatMap((input) => filesOf(root, input)).sort()) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(root: string, input: string): readonly string[] {
  try {
    const entries = readdirSync(join(root, input), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [input];
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
