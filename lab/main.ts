/** `npm start`. Compiled code is cached from the first import on: that is most of a warm start. */
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
enableCompileCache(join(root, 'node_modules/.cache/safelight/main'));
const [{ perform }, { run }] = await Promise.all([import('@safelight/local/cli/perform'), import('#lab/run.ts')]);
// Connections that clients keep open must not keep the process.
process.exit(await perform(() => run(process.argv.slice(2), { root, cwd: process.cwd() })));
