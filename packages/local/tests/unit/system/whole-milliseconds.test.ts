import { expect, it } from 'vitest';
import { wholeMilliseconds } from '#local/system/whole-milliseconds.ts';

it('a clock of fractions shows whole milliseconds, and is held as it is', async () => {
  const held: unknown[] = [];
  const sleeps: number[] = [];
  const clock = wholeMilliseconds({
    now: () => 1000.75,
    sleep: async (ms) => void sleeps.push(ms),
    holdFor: (work) => void held.push(work),
  });
  expect(clock.now()).toBe(1000);
  await clock.sleep(5);
  clock.holdFor?.(Promise.resolve());
  expect([sleeps, held.length]).toEqual([[5], 1]);
  expect(wholeMilliseconds({ now: () => 1, sleep: async () => undefined })).not.toHaveProperty('holdFor');
});
