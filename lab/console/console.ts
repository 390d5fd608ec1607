import type { ConsoleExtension } from '@safelight/local/console/extension';

/** What the lab adds to the console: photos, orders and uploads. */
export const labConsole: ConsoleExtension = {
  folder: new URL('./page/', import.meta.url),
  files: ['index.html', 'sections.js', 'photos.js', 'orders.js', 'upload.js'],
  async routes(connection) {
    const [{ connectLab }, { labRoutes }] = await Promise.all([import('../connect.ts'), import('./queries.ts')]);
    return labRoutes(await connectLab(connection));
  },
};
