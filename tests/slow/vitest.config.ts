import { defineConfig } from 'vitest/config';

/** Tests that take too long for `npm test`, each group by a script of its own: `npm run test:package`, … */
export default defineConfig({
  test: {
    include: ['tests/slow/**/*.slow.ts', 'packages/*/tests/slow/**/*.slow.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});
