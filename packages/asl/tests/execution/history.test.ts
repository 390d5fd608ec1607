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
    history.add('PassStateEntered', 1, undefined, undefined, history.lastTimestamp);
    history.add('PassStateExited', 2);
    history.add('WaitStateEntered', 3, undefined, undefined, history.lastTimestamp);
    history.end('ExecutionAborted', 0);
    expect(history.events.map(({ timestamp }) => timestamp)).toEqual([101, 101, 102, 102, 103]);
    expect(history.lastTimestamp).toBe(103);
  });

  it('is now where the one before it was of a process that has ended', () => {
    const earlier: HistoryEvent[] = [{ id: 7, previousEventId: 6, type: 'PassStateExited', timestamp: 5 }];
    const history = open({ earlier });
    history.add('WaitStateEntered', 7, undefined, undefined, history.lastTimestamp);
    expect(history.events.at(-1)).toEqual({ id: 8, previousEventId: 7, type: 'WaitStateEntered', timestamp: 101 });
  });
});

it.each([undefined, 101])('room is left for the event that ends an execution: at %s', (timestamp) => {
  const history = open({ limit: 2 });
  history.add('ExecutionStarted', 0, undefined, undefined, timestamp);
  expect(() => history.add('PassStateEntered', 1, undefined, undefined, timestamp)).toThrow(HistoryLimitExceeded);
  expect(history.end('ExecutionFailed', 1)).toBe(2);
});
