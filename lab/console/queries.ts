import type { ConsoleRoutes } from '@safelight/local/console/extension';
import type { Lab } from '../lab.ts';
import { orderRoutes } from './order-queries.ts';
import { photoRoutes } from './photo-queries.ts';
import { sampleRoutes } from './samples.ts';
import { studyRoutes } from './study/routes.ts';
import type { TableChanges } from './table-changes.ts';

/** What the page asks about the lab. @param changesOf tells what changes in a table, by its name */
export const labRoutes = (lab: Lab, changesOf: (tableName: string) => TableChanges): ConsoleRoutes => ({
  ...photoRoutes(lab, changesOf(lab.names.imagesTable)),
  ...sampleRoutes(),
  ...orderRoutes(lab, changesOf(lab.names.ordersTable)),
  ...studyRoutes(),
});
