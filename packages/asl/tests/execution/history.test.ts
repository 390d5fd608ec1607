import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '#asl/history/events.ts';
import { History, HistoryLimitExceeded } from '#asl/history/history.ts';

/** A clock that is a millisecond later each time that it is read. */
function open(options: { readonly limit?: number; readonly earlier?: readonly HistoryEvent[] } = {}) {
  let now = 100;
  const clock = { now: () => ++now, sleep: () => Promise.resolve() };
  return new History({ clock, limit: 25_000, keep: true, ...options });
}

describe('the time of an event', () => {
  it('is that of the one before it, where it is of the same moment', () => {
    const history = open();
    history.add('ExecutionStarted', 0);
    history.addAtOnce('PassStateEntered', 1);
    history.add('PassStateExited', 2);
    history.addAtOnce('WaitStateEntered', 3);
    history.end('ExecutionAborted', 0);
    expect(history.events.map(({ timestamp }) => timestamp)).toEqual([101, 101, 102, 102, 103]);
    expect(history.lastTimestamp).toBe(103);
  });

  it('is now where the one before it was of a process that has ended', () => {
    const earlier: HistoryEvent[] = [{ id: 7, previousEventId: 6, type: 'PassStateExited', timestamp: 5 }];
    const history = open({ earlier });
    history.addAtOnce('WaitStateEntered', 7);
    expect(history.events.at(-1)).toEqual({ id: 8, previousEventId: 7, type: 'WaitStateEntered', timestamp: 101 });
  });
});

it.each(['add', 'addAtOnce'] as const)('%s leaves room for the event that ends an execution', (add) => {
  const history = open({ limit: 2 });
  history[add]('ExecutionStarted', 0);
  expect(() => history[add]('PassStateEntered', 1)).toThrow(HistoryLimitExceeded);
  expect(history.end('ExecutionFailed', 1)).toBe(2);
});
