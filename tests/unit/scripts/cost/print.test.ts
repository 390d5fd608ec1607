import { costOf } from '@safelight/local/usage/bill/cost';
import { expect, it } from 'vitest';
import { withPriceList } from '../../../../scripts/cost/prices.ts';
import { printed } from '../../../../scripts/cost/print.ts';

it('a bill says since when: what was used before the system started is not kept', () => {
  const usage = { since: Date.UTC(2026, 10, 29, 12), executions: [], other: {} };
  const lines = printed(costOf(usage, withPriceList(undefined))).split('\n');
  expect(lines).toContain('metered since 2026-11-29T12:00:00.000Z, when the system started');
});
