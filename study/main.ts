/** `npm run study`. Compiled code is cached from the first import on. */
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
enableCompileCache(join(root, 'node_modules/.cache/darkroom/study'));
const { run } = await import('#study/run/run.ts');
process.exit(await run(process.argv.slice(2), root));
