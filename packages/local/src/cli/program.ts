/** The program of `safelight`: runs the service of a `serverless.yml` on this machine. Modules come from a bundle, compiled code is cached. */
import { enableCompileCache } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from '../start/load.ts';

const cache = join(process.cwd(), 'node_modules/.cache/safelight');
enableCompileCache(join(cache, 'main'));
const entry = fileURLToPath(new URL(`./entry${extname(import.meta.url)}`, import.meta.url));
const { main } = (await load(entry, join(cache, 'program'))) as typeof import('./entry.ts');
// Connections that clients keep open must not keep the process.
process.exit(await main(process.argv.slice(2), process.cwd()));
