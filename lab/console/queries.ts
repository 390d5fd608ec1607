import type { ConsoleRoutes } from '@safelight/local/console/extension';
import type { Lab } from '../lab.ts';
import { orderRoutes } from './order-queries.ts';
import { photoRoutes } from './photo-queries.ts';

/** What the page asks about the lab. */
export const labRoutes = (lab: Lab): ConsoleRoutes => ({
  ...photoRoutes(lab),
  ...orderRoutes(lab),
});
