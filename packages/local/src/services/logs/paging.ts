import type { JsonObject } from '@safelight/asl/json';
import { optionalNumber, optionalText } from '#services/logs/input.ts';
import type { LogEvent } from '#services/logs/log-event.ts';

const MAX_EVENTS = 10_000;

/** A page of a list; the token is the place of the next item. */
export function pageOf<T>(items: readonly T[], input: JsonObject, largest: number) {
  const start = Number(optionalText(input, 'nextToken') ?? 0);
  const end = start + Math.min(optionalNumber(input, 'limit') ?? largest, largest);
  return { items: items.slice(start, end), nextToken: end < items.length ? String(end) : undefined };
}

/** For FilterLogEvents: forward only; the token is the id of the last event shown, so that new ones do not shift a page. */
export function pageFrom(events: readonly LogEvent[], input: JsonObject): JsonObject {
  const token = optionalText(input, 'nextToken');
  const start = token === undefined ? 0 : events.findIndex((event) => eventId(event) === token) + 1;
  const page = events.slice(start, start + limitOf(input));
  const last = page.at(-1);
  return {
    events: page.map((event) => ({
      logStreamName: event.stream,
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.ingestionTime,
      eventId: eventId(event),
    })),
    ...(last && start + page.length < events.length && { nextToken: eventId(last) }),
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
