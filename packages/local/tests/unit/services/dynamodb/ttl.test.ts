import type { JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { createTable, put, testBackend } from '#tests/unit/services/dynamodb/backend.ts';

const DAY = 86_400;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html */
const rows: readonly (readonly [string, (now: number) => JsonObject | undefined, boolean])[] = [
  ['a second ago', (now) => ({ N: String(now - 1) }), true],
  ['a fraction of a second ago', (now) => ({ N: String(now - 0.5) }), true],
  ['now', (now) => ({ N: String(now) }), false],
  ['in a second', (now) => ({ N: String(now + 1) }), false],
  ['almost five years ago', (now) => ({ N: String(now - 5 * 365 * DAY + 60) }), true],
  ['more than five years ago: a value in another unit', () => ({ N: '1' }), false],
  ['in milliseconds: far ahead', (now) => ({ N: String(now * 1000) }), false],
  ['a text', (now) => ({ S: String(now - 1) }), false],
  ['a list of a number', (now) => ({ L: [{ N: String(now - 1) }] }), false],
  ['nothing', () => undefined, false],
];

describe('Time to Live', () => {
  it.each(rows)('of %s', async (_, until, expired) => {
    for (const when of ['before', 'after'] as const) {
      const test = testBackend();
      await createTable(test, 'items');
      const value = until(Math.floor(test.clock.now() / 1000));
      const item = { id: { S: 'a' }, ...(value && { until: value }) };
      const enable = () =>
        test.call('UpdateTimeToLive', {
          TableName: 'items',
          TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
        });
      if (when === 'before') await put(test, 'items', item);
      await enable();
      if (when === 'after') await put(test, 'items', item);
      // Items that were there are noted in the turns that follow.
      for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
      await test.backend.sweepExpired();
      expect((await test.call('Scan', { TableName: 'items' })).Count).toBe(expired ? 0 : 1);
      await test.backend.close();
    }
  });
});
