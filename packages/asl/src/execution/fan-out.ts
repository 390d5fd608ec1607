import type { Eventual } from './eventual.ts';

/**
 * Runs `count` pieces of work, at most `limit` at a time, started in order. Answers the results in order, at once
 * where no piece had to wait. The first failure is the failure of all; no further piece is then started.
 */
export function fanOut<T>(count: number, limit: number, run: (index: number) => Eventual<T>): Eventual<T[]> {
  const results: T[] = new Array(count);
  let started = 0;
  let done = 0;
  let running = 0;
  let hasFailed = false;
  const startMore = (settled: (index: number, result: Promise<T>) => void): void => {
    while (!hasFailed && running < limit && started < count) {
      const index = started;
      started += 1;
      const result = run(index);
      if (result instanceof Promise) {
        running += 1;
        settled(index, result);
      } else {
        results[index] = result;
        done += 1;
      }
    }
  };

  const waiting: [number, Promise<T>][] = [];
  startMore((index, result) => {
    // Should a later piece fail at once, nobody waits for this one any more.
    result.catch(() => {});
    waiting.push([index, result]);
  });
  if (done === count) return results;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      hasFailed = true;
      reject(error);
    };
    const settled = (index: number, result: Promise<T>): void => {
      result
        .then((value) => {
          results[index] = value;
          done += 1;
          running -= 1;
          startMore(settled);
          if (done === count) resolve(results);
        })
        .catch(fail);
    };
    for (const [index, result] of waiting) settled(index, result);
  });
}
