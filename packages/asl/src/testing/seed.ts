/**
 * Where the random tests start. The same cases every time, so that a change is judged by what it changed;
 * `TEST_SEED=any` looks for new ones and prints the seed with what it finds, `TEST_SEED=N` repeats them.
 */
const asked = process.env.TEST_SEED;

export const testSeed = asked === 'any' ? Math.floor(Math.random() * 2 ** 30) : Number(asked ?? 20_260_101);

/** Random cases of a test: `count`, or `TEST_TIMES=N` times as many. */
export const testRuns = (count: number): number => count * Number(process.env.TEST_TIMES ?? 1);
