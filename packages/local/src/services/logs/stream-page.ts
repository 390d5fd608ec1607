import type { JsonObject } from '@safelight/asl/json';
import { optionalText, within } from '#services/logs/input.ts';
import { eventLimit, firstOf, invalidToken } from '#services/logs/paging.ts';
import type { EventPlace, LogStore } from '#services/logs/store/log-store.ts';

interface Cursor {
  readonly direction: 'f' | 'b';
  /** What was shown next to it; absent at the stream's head or tail. */
  readonly place?: EventPlace;
}

/**
 * GetLogEvents: a page forward or backward, and a token for each way even when nothing is there yet. A token names the event
 * that it goes on from, so that those that come, or are forgotten, shift no page.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export function streamPage(store: LogStore, group: string, stream: string, input: JsonObject): JsonObject {
  const { direction, place } = cursorOf(input);
  const range = { stream, ...within(input) };
  const found = direction === 'f' ? store.read(group, range, place) : store.readBack(group, range, place);
  const { page } = firstOf(found, eventLimit(input));
  const events = direction === 'f' ? page : page.toReversed();
  const [first, last] = [events[0], events.at(-1)];
  return {
    events: events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: token('f', last ?? (direction === 'f' ? place : place && beside(place, -1))),
    nextBackwardToken: token('b', first ?? (direction === 'b' ? place : place && beside(place, 1))),
  };
}

function cursorOf(input: JsonObject): Cursor {
  const text = optionalText(input, 'nextToken');
  if (text === undefined) return { direction: input.startFromHead === true ? 'f' : 'b' };
  const [, direction, timestamp, sequence] = /^([fb])\/(\d{1,15})\/(\d{1,15})$/.exec(text) ?? [];
  if (direction === undefined) throw invalidToken();
  const place = { timestamp: Number(timestamp), sequence: Number(sequence) };
  return direction === 'f' ? { direction, place } : { direction: 'b', place };
}

const token = (direction: Cursor['direction'], { timestamp, sequence }: EventPlace = { timestamp: 0, sequence: 0 }) =>
  `${direction}/${timestamp}/${sequence}`;

/** The place next to an event's, so that going the other way shows it too. */
const beside = ({ timestamp, sequence }: EventPlace, by: number): EventPlace => ({
  timestamp,
  sequence: Math.max(0, sequence + by),
});
