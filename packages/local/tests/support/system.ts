import { startSystem as start, type TestSystem, type TestSystemOptions } from '#local/testing/start-system.ts';

/** Handlers of the tests lie below the package's own folder. */
const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** Boots a system on a free port from the test's template. Close it at the end: that also removes its data folder. */
export const startSystem = (options: Omit<TestSystemOptions, 'root'>): Promise<TestSystem> =>
  start({ root, ...options });
