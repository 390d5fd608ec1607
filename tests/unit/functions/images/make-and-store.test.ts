import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { makeAndStore } from '#functions/images/make-and-store.ts';

const ticks = async (count: number) => {
  for (let tick = 0; tick < count; tick += 1) await setImmediate();
};

interface Script {
  /** How many turns it takes, by item; an item that is missing takes none. */
  readonly making?: Readonly<Record<string, number>>;
  readonly storing?: Readonly<Record<string, number>>;
  /** What fails, such as `make b`. */
  readonly fails?: readonly string[];
}

async function run({ making = {}, storing = {}, fails = [] }: Script) {
  const log: string[] = [];
  const step = async (what: string, item: string, turns = 0) => {
    log.push(`${what} ${item}`);
    await ticks(turns);
    if (fails.includes(`${what} ${item}`)) throw new Error(`${what} ${item} failed`);
    log.push(`${what} ${item} ended`);
    return item.toUpperCase();
  };
  const result = await makeAndStore(
    ['a', 'b'],
    (item) => step('make', item, making[item]),
    (_made, item) => step('store', item, storing[item]),
  ).catch((error: Error) => error.message);
  return { result, log };
}

it('stores one while the next is made, and answers in order', async () => {
  const { result, log } = await run({ making: { b: 2 }, storing: { a: 5 } });
  expect(result).toEqual(['A', 'B']);
  expect(log).toEqual([
    ...['make a', 'make a ended', 'store a', 'make b', 'make b ended', 'store b', 'store b ended', 'store a ended'],
  ]);
});

it.each([
  { it: 'what cannot be made', script: { fails: ['make b'], storing: { a: 5 } }, says: 'make b failed' },
  { it: 'what cannot be stored', script: { fails: ['store b'], storing: { a: 5 } }, says: 'store b failed' },
  {
    it: 'what cannot be stored, known only while the next is made',
    script: { fails: ['store a'], storing: { a: 1 }, making: { b: 5 } },
    says: 'store a failed',
  },
])('tells $it, once nothing goes on any more', async ({ script, says }) => {
  const { result, log } = await run(script);
  expect(result).toBe(says);
  const begun = log.filter((line) => !line.endsWith('ended') && !script.fails.includes(line));
  expect(log.filter((line) => line.endsWith('ended'))).toHaveLength(begun.length);
});

it('makes no more once something could not be stored', async () => {
  const made: string[] = [];
  const all = makeAndStore(
    ['a', 'b', 'c'],
    async (item) => {
      made.push(item);
      await ticks(2);
    },
    () => Promise.reject(new Error('AccessDenied')),
  );
  await expect(all).rejects.toThrow('AccessDenied');
  expect(made).toEqual(['a', 'b']);
});
