import type { JsonObject } from '@safelight/asl/json';
import { invalidParameter } from '#services/logs/errors.ts';
import { optionalNumber, optionalText } from '#services/logs/input.ts';
import type { LogEvent } from '#services/logs/log-event.ts';

const MAX_EVENTS = 10_000;
const MAX_ITEMS = 50;

interface PageSize {
  readonly most: number;
  /** The member that asks for fewer. */
  readonly member: string;
}

/** A page of a list; the token is the place of the next item. Throws InvalidParameterException. */
export function pageOf<T>(
  items: readonly T[],
  input: JsonObject,
  { most, member }: PageSize = { most: MAX_ITEMS, member: 'limit' },
) {
  const start = placeOf(optionalText(input, 'nextToken') ?? '0');
  const end = start + limitOf(input, most, member);
  return { items: items.slice(start, end), nextToken: end < items.length ? String(end) : undefined };
}

/** The sequence of the last event that FilterLogEvents has shown: its token, so that new ones do not shift a page. */
export const lastShown = (input: JsonObject): number | undefined => {
  const token = optionalText(input, 'nextToken');
  if (token !== undefined && !/^\d{56}$/.test(token)) throw invalidToken();
  return token === undefined ? undefined : Number(token);
};

/** For FilterLogEvents: forward only, and no further than to know whether there are more. */
export function pageFrom(
  events: Iterable<LogEvent>,
  selected: (event: LogEvent) => boolean,
  input: JsonObject,
): JsonObject {
  const limit = limitOf(input, MAX_EVENTS);
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
  const limit = limitOf(input, MAX_EVENTS);
  const token = optionalText(input, 'nextToken');
  if (token === undefined) {
    return input.startFromHead === true ? [0, Math.min(limit, count)] : [Math.max(0, count - limit), count];
  }
  const [, direction, place = ''] = /^([fb])\/(\d+)$/.exec(token) ?? [];
  if (direction === undefined) throw invalidToken();
  const at = Math.min(placeOf(place), count);
  return direction === 'f' ? [at, Math.min(at + limit, count)] : [Math.max(0, at - limit), at];
}

function placeOf(token: string): number {
  if (!/^\d{1,15}$/.test(token)) throw invalidToken();
  return Number(token);
}

/** How many are asked for. Throws InvalidParameterException. */
function limitOf(input: JsonObject, most: number, member = 'limit'): number {
  const limit = optionalNumber(input, member) ?? most;
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return limit;
  const bound = limit < 1 ? 'greater than or equal to 1' : `less than or equal to ${most}`;
  throw invalidParameter(
    `1 validation error detected: Value '${limit}' at '${member}' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

const invalidToken = () => invalidParameter('The specified nextToken is invalid.');

const eventId = ({ sequence }: LogEvent): string => String(sequence).padStart(56, '0');
