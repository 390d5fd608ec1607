import type { JsonObject } from '@safelight/asl/json';
import { invalidParameter } from '#services/logs/errors.ts';
import { optionalNumber, optionalText } from '#services/logs/input.ts';
import type { LogEvent } from '#services/logs/log-event.ts';

const MAX_EVENTS = 10_000;

/** A page of a list; the token is the place of the next item. */
export function pageOf<T>(items: readonly T[], input: JsonObject, largest: number) {
  const start = Number(optionalText(input, 'nextToken') ?? 0);
  const end = start + Math.min(optionalNumber(input, 'limit') ?? largest, largest);
  return { items: items.slice(start, end), nextToken: end < items.length ? String(end) : undefined };
}

/** The sequence of the last event that FilterLogEvents has shown: its token, so that new ones do not shift a page. */
export const lastShown = (input: JsonObject): number | undefined => {
  const token = optionalText(input, 'nextToken');
  if (token !== undefined && !/^\d{56}$/.test(token)) throw invalidParameter('The specified nextToken is invalid.');
  return token === undefined ? undefined : Number(token);
};

/** For FilterLogEvents: forward only, and no further than to know whether there are more. */
export function pageFrom(
  events: Iterable<LogEvent>,
  selected: (event: LogEvent) => boolean,
  input: JsonObject,
): JsonObject {
  const limit = limitOf(input);
  const page: LogEvent[] = [];
  let isMore = false;
  for (const event of events) {
    if (!selected(event)) continue;
    isMore = page.length === limit;
    if (isMore) break;
    page.push(event);
  }
  const last = page.at(-1);
  return {
    events: page.map((event) => ({
      logStreamName: event.stream,
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.ingestionTime,
      eventId: eventId(event),
    })),
    ...(last && isMore && { nextToken: eventId(last) }),
  };
}

/**
 * For GetLogEvents: forward and backward, and each end has a token even when nothing is there yet.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export function pageAround(events: readonly LogEvent[], input: JsonObject): JsonObject {
  const [start, end] = bounds(events.length, input);
  return {
    events: events
      .slice(start, end)
      .map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: `f/${end}`,
    nextBackwardToken: `b/${start}`,
  };
}

function bounds(count: number, input: JsonObject): readonly [number, number] {
  const limit = limitOf(input);
  const [direction, at] = (optionalText(input, 'nextToken') ?? '').split('/');
  if (direction === 'f') return [Number(at), Math.min(Number(at) + limit, count)];
  if (direction === 'b') return [Math.max(0, Number(at) - limit), Number(at)];
  return input.startFromHead === true ? [0, Math.min(limit, count)] : [Math.max(0, count - limit), count];
}

const limitOf = (input: JsonObject): number => Math.min(optionalNumber(input, 'limit') ?? MAX_EVENTS, MAX_EVENTS);

const eventId = ({ sequence }: LogEvent): string => String(sequence).padStart(56, '0');
