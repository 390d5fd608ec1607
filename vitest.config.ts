import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'packages/*/tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Polls give up only where something is broken, however busy the machine.
    expect: { poll: { timeout: 20_000, interval: 10 } },
    maxWorkers: 2,
    // Tests keep nothing in modules: sharing these loads each of them twice instead of a hundred times.
    isolate: false,
    // Logs of functions are shown for what fails.
    silent: 'passed-only',
  },
});
