import { describe, expect, it } from 'vitest';
import type { State } from '#asl/definition/types.ts';
import { run } from '#tests/support/run.ts';

/** Turns that others had while an execution went on. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  const others = () => {
    turns += 1;
    timer = setImmediate(others);
  };
  let timer = setImmediate(others);
  await work();
  clearImmediate(timer);
  return turns;
}

const chain = (length: number, stateOf: (index: number) => object) => ({
  StartAt: 'S0',
  States: {
    ...Object.fromEntries(
      Array.from({ length }, (_, index) => [`S${index}`, { ...stateOf(index), Next: `S${index + 1}` } as State]),
    ),
    [`S${length}`]: { Type: 'Succeed' } as State,
  },
});
const large = 'x'.repeat(200_000);

describe('an execution that need not wait lets others have their turn', () => {
  it.each([
    ['with a large payload', chain(100, () => ({ Type: 'Pass', ResultPath: null, Result: 1 })), large],
    ['with large variables', chain(100, (n) => ({ Type: 'Pass', Assign: { [`v${n % 40}`]: large } })), {}],
    ['with many variables', chain(1_200, (n) => ({ Type: 'Pass', Assign: { [`v${n}`]: n } })), {}],
  ])('%s', async (_, definition, input) => {
    const turns = await turnsDuring(async () => {
      const { result } = await run(definition, input);
      expect(result.status).toBe('SUCCEEDED');
    });
    expect(turns).toBeGreaterThanOrEqual(2);
  });
});
