import { testRuns, testSeed } from '@safelight/asl/testing/seed';
import { describe, expect, it, vi } from 'vitest';
import { runSequence } from './orders/sequence.ts';

vi.hoisted(() => {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
});

/** ORDERS_SEQUENCES=5000 TEST_SEED=any for a long run elsewhere; ORDERS_SEED=N ORDERS_SEQUENCES=1 repeats one. */
const count = Number(process.env.ORDERS_SEQUENCES ?? testRuns(60));
const firstSeed = Number(process.env.ORDERS_SEED ?? testSeed);

describe(`${count} random sequences of orders from seed ${firstSeed}`, () => {
  const endings = new Map<string, number>();

  it('lose nothing, double nothing and leave nothing half done', { timeout: 60_000 + count * 500 }, async () => {
    for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
      const result = await runSequence(seed);
      const story = [`ORDERS_SEED=${seed} ORDERS_SEQUENCES=1 repeats this:`, ...result.log, ...result.broken].join(
        '\n  ',
      );
      expect(result.broken, story).toEqual([]);
      for (const ending of result.endings) endings.set(ending, (endings.get(ending) ?? 0) + 1);
    }
  });

  it.runIf(count >= 400)('end in every way that an order can end', () => {
    expect([...endings.keys()].sort()).toEqual(
      // A poisoned record is never an order: it stays as it was placed.
      ['CANCELLED', 'CONFIRMED', 'DECLINED', 'EXPIRED', 'PLACED', 'REFUSED', 'REJECTED'],
    );
  });
});
