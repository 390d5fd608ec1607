import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { SOURCES, withExtension } from '#local/bundle/sources.ts';

/** All that a compiled template may be made from; of the functions, the settings that templates read. */
const TEMPLATE = [
  ...['serverless.yml', 'serverless', 'resources', 'config', 'statemachines'],
  ...['functions/shared', 'package-lock.json'],
];

/** A hash over everything that the compiled template is made from; the same inputs give the same text. */
export const templateFingerprint = (root: string, stage: string): Promise<string> =>
  fingerprint(root, TEMPLATE, createHash('sha256').update(`${stage} ${process.env.AWS_REGION ?? ''}`));

/** The same for the bundle of a handler such as `functions/images/inspect.handler`: over all that lies in its first folder. */
export const codeFingerprint = (root: string, handler: string): Promise<string> => {
  const [folder = ''] = handler.split('/');
  const sources = handler.includes('/') ? [folder] : SOURCES.map((extension) => withExtension(handler, extension));
  return fingerprint(root, [...sources, 'package-lock.json'], createHash('sha256'));
};

async function fingerprint(
  root: string,
  inputs: readonly string[],
  hash: ReturnType<typeof createHash>,
): Promise<string> {
  const paths = (await Promise.all(inputs.map((input) => filesOf(root, input)))).flat().sort();
  // All at once: a start does other things meanwhile, and would come back for each.
  const contents = await Promise.all(paths.map((path) => readFile(join(root, path))));
  for (const [at, path] of paths.entries()) hash.update(`\0${path}\0`).update(contents[at] ?? '');
  return hash.digest('hex').slice(0, 16);
}

async function filesOf(root: string, input: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, input), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [input];
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
