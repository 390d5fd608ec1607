/** `npm start`. Modules come from a bundle, and compiled code is cached: that is most of a warm start. */
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from '@safelight/local/start/load';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, 'node_modules/.cache/safelight');
enableCompileCache(join(cache, 'main'));
// For this program alone: functions start as they do on AWS.
delete process.env.NODE_COMPILE_CACHE;
const { main } = (await load(join(root, 'lab/entry.ts'), join(cache, 'start'))) as typeof import('#lab/entry.ts');
// Connections that clients keep open must not keep the process.
process.exit(await main(process.argv.slice(2), root));
