#!/usr/bin/env node
/** `safelight`: runs the service of a `serverless.yml` on this machine. Compiled code is cached from the first import on. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(process.cwd(), 'node_modules/.cache/safelight/main'));
const [{ perform }, { run }] = await Promise.all([import('./perform.ts'), import('./run.ts')]);
// Connections that clients keep open must not keep the process.
process.exit(await perform(() => run(process.argv.slice(2), process.cwd())));
