/** `npm start`. Compiled code is cached from the first import on: that is most of a warm start. */
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
enableCompileCache(join(root, 'node_modules/.cache/darkroom/main'));
const { run } = await import('#lab/run.ts');
// Connections that clients keep open must not keep the process.
process.exit(await run(process.argv.slice(2), { root, cwd: process.cwd() }));
