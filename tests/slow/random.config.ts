import { defineConfig } from 'vitest/config';

/** `npm run test:random`: what npm test tries with some random cases, with ten times as many; and the fuzzer's own randomness. */
export default defineConfig({
  test: {
    include: [
      'tests/model/*.test.ts',
      'tests/slow/fuzzer/*.slow.ts',
      'packages/asl/tests/properties/*.test.ts',
      'packages/asl/tests/random-machines.test.ts',
      'packages/asl/tests/definition/random.test.ts',
      'packages/asl/tests/language/jsonata/random.test.ts',
    ],
    env: { TEST_TIMES: '10' },
    testTimeout: 600_000,
    maxWorkers: 2,
    isolate: false,
    silent: 'passed-only',
  },
});
