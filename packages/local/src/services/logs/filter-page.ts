import type { JsonObject } from '@safelight/asl/json';
import { invalidParameter } from '#services/logs/errors.ts';
import { optionalText, within } from '#services/logs/input.ts';
import type { LogEvent } from '#services/logs/log-event.ts';
import { eventLimit, firstOf, invalidToken } from '#services/logs/paging.ts';
import { parseFilterPattern } from '#services/logs/patterns/filter-pattern.ts';
import type { LogStore } from '#services/logs/store/log-store.ts';

/**
 * FilterLogEvents: forward only. Its token is the id of the last event that was shown, so that new ones do not shift a page.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export function filterPage(store: LogStore, group: string, input: JsonObject): JsonObject {
  if (input.startFromHead === false)
    throw invalidParameter('FilterLogEvents with startFromHead false is not supported here.');
  const { start, end } = within(input);
  // Here, and not for GetLogEvents, what is of the last millisecond counts in.
  const events = store.read(group, { start, end: end + 1 }, store.placeOf(group, lastShown(input)));
  const { page, isMore } = firstOf(events, eventLimit(input), selection(input));
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
    searchedLogStreams: [],
  };
}

function selection(input: JsonObject): (event: LogEvent) => boolean {
  const names = Array.isArray(input.logStreamNames) ? new Set(input.logStreamNames) : undefined;
  const prefix = optionalText(input, 'logStreamNamePrefix') ?? '';
  if (names && prefix !== '')
    throw invalidParameter('Only one of logStreamNames and logStreamNamePrefix can be specified.');
  const matches = parseFilterPattern(optionalText(input, 'filterPattern') ?? '');
  return ({ stream, message }) => (names?.has(stream) ?? true) && stream.startsWith(prefix) && matches(message);
}

function lastShown(input: JsonObject): number {
  const token = optionalText(input, 'nextToken');
  if (token !== undefined && !/^\d{56}$/.test(token)) throw invalidToken();
  return Number(token ?? 0);
}

const eventId = ({ sequence }: LogEvent): string => String(sequence).padStart(56, '0');
