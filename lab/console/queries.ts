import type { ConsoleRoutes } from '@safelight/local/console/extension';
import type { Lab } from '../lab.ts';
import { orderRoutes } from './order-queries.ts';
import { photoRoutes } from './photo-queries.ts';
import { sampleRoutes } from './samples.ts';
import { studyRoutes } from './study/routes.ts';

/** What the page asks about the lab. */
export const labRoutes = (lab: Lab): ConsoleRoutes => ({
  ...photoRoutes(lab),
  ...sampleRoutes(),
  ...orderRoutes(lab),
  ...studyRoutes(),
});
