import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { expect, it } from 'vitest';
import { parseFilterPattern } from '#services/logs/patterns/filter-pattern.ts';
import { LogStore } from '#services/logs/store/log-store.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';

it('a group keeps its newest events within a bounded size, and others theirs', () => {
  const store = new LogStore(openDatabase({ file: IN_MEMORY }), new ManualClock(), 100_000);
  const line = (at: number) => [{ timestamp: at, message: `${at} ${'x'.repeat(1_000)}` }];
  store.append('other', 's', line(0));
  for (let at = 0; at < 500; at += 1) store.append('group', 's', line(at));
  const kept = [...store.read('group')];
  expect(kept.at(-1)?.timestamp).toBe(499);
  expect(kept.length).toBeLessThanOrEqual(100);
  expect([...store.readBack('group')]).toEqual(kept.toReversed());
  expect([...store.pagesBack('group', {})].flat()).toEqual(kept.toReversed());
  expect(kept[0]?.timestamp).toBe(500 - kept.length);
  expect([...store.read('other')]).toHaveLength(1);
  expect(store.streams('group')).toMatchObject([{ name: 's', firstEventTimestamp: 0, lastEventTimestamp: 499 }]);
});

it('events of one time come in the order in which they were written, page after page', () => {
  const store = new LogStore(openDatabase({ file: IN_MEMORY }), new ManualClock());
  for (const message of ['a', 'b', 'c', 'd']) store.append('group', 's', [{ timestamp: 5, message }]);
  store.append('group', 's', [{ timestamp: 4, message: 'before' }]);
  const [before, first, second] = store.read('group');
  expect([before?.message, first?.message]).toEqual(['before', 'a']);
  expect([...store.read('group', {}, second)].map(({ message }) => message)).toEqual(['c', 'd']);
});

it.each([
  ['', 'anything', true],
  ['ERROR', 'an ERROR here', true],
  ['ERROR timeout', 'ERROR: timeout', true],
  ['ERROR timeout', 'ERROR only', false],
  ['"timed out"', 'it timed out', true],
  ['"timed out"', 'out timed', false],
  ['ERROR -expected', 'ERROR expected', false],
  ['?WARN ?ERROR', 'a WARN', true],
  ['?WARN ?ERROR', 'INFO', false],
])('the pattern %j on %j: %s', (pattern, message, expected) => {
  expect(parseFilterPattern(pattern)(message)).toBe(expected);
});
