import type { ConsoleExtension } from '@safelight/local/console/extension';

/** What the lab adds to the console: photos, orders and uploads. */
export const labConsole: ConsoleExtension = {
  title: 'Darkroom',
  pages: new URL('./page/pages.ts', import.meta.url),
  styles: [new URL('./page/lab.css', import.meta.url)],
  async routes(connection) {
    const [{ connectLab }, { labRoutes }] = await Promise.all([import('../connect.ts'), import('./queries.ts')]);
    return labRoutes(await connectLab(connection));
  },
};
