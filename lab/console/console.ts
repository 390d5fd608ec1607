import { readdirSync } from 'node:fs';
import type { ConsoleExtension } from '@safelight/local/console/extension';

const folder = new URL('./page/', import.meta.url);

/** What the lab adds to the console: photos, orders and uploads. */
export const labConsole: ConsoleExtension = {
  folder,
  files: readdirSync(folder),
  async routes(connection) {
    const [{ connectLab }, { labRoutes }] = await Promise.all([import('../connect.ts'), import('./queries.ts')]);
    return labRoutes(await connectLab(connection));
  },
};
