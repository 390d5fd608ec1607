import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withExtension } from '#local/bundle/sources.ts';
import { writeWhole } from '#local/bundle/write-whole.ts';
import { codeFingerprint } from './fingerprint.ts';
import { removeOld } from './remove-old.ts';

/** Tells the folder in which a handler such as `functions/images/inspect.handler` lies. Rejects with one line. */
export type CodeOf = (handler: string) => Promise<string>;

interface FunctionCodeOptions {
  /** The folder of `serverless.yml`. */
  readonly root: string;
  /** Where bundles are kept, inside `node_modules`, so that they find the native half of sharp. */
  readonly cacheDir?: string;
}

/**
 * The code of functions as it is deployed: the bundle that lies in a function's zip, made when an environment first
 * needs it, and anew when something that it is made from has changed. It loads in half the time of the sources.
 */
export function functionCode({
  root,
  cacheDir = join(root, 'node_modules/.cache/safelight/code'),
}: FunctionCodeOptions): CodeOf {
  let last: Promise<unknown> = Promise.resolve();
  return async (handler) => {
    const folder = join(cacheDir, codeFingerprint(root, handler));
    const isThere = () => existsSync(join(folder, moduleOf(handler)));
    if (isThere()) return folder;
    // One after the other: the bundler's process is ended after each, rather than kept in memory for the next.
    const turn = last.then(async () => {
      if (!isThere()) await bundleInto(folder, root, handler);
    });
    last = turn.catch(() => undefined);
    await turn;
    return folder;
  };
}

async function bundleInto(folder: string, root: string, handler: string): Promise<void> {
  const [{ bundleCode }, { stop }] = await Promise.all([import('../bundle/code.ts'), import('esbuild')]);
  try {
    const { files } = await bundleCode(root, handler);
    // The module of the handler comes last: where it is, everything is.
    const isLast = (path: string) => Number(path === moduleOf(handler));
    const parts = [...files].toSorted(([a], [b]) => isLast(a) - isLast(b));
    for (const [path, content] of parts) await writeWhole(join(folder, path), content);
  } catch (error) {
    throw new Error(`${handler} cannot be bundled: ${reasonOf(error)}`);
  } finally {
    await stop();
  }
  await removeOld(dirname(folder));
}

const moduleOf = (handler: string) => withExtension(handler, '.mjs');

/** The bundler's own words: its first message says where and what. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return said.split('\n').find((line) => /: ERROR: /.test(line)) ?? said;
}
