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

/** UTF-8 bytes of the messages of an answer. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
const MAX_BYTES = 1_048_576;

interface Page {
  readonly page: readonly LogEvent[];
  readonly isMore: boolean;
}

/** As many of the first selected events as an answer may have, and whether there are others; no further than to know that. */
export function firstOf(events: Iterable<LogEvent>, limit: number, selected = (_: LogEvent) => true): Page {
  const page: LogEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    if (!selected(event)) continue;
    bytes += Buffer.byteLength(event.message);
    if (page.length === limit || (bytes > MAX_BYTES && page.length > 0)) return { page, isMore: true };
    page.push(event);
  }
  return { page, isMore: false };
}

/** How many events are asked for. Throws InvalidParameterException. */
export const eventLimit = (input: JsonObject): number => limitOf(input, MAX_EVENTS);

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

export const invalidToken = () => invalidParameter('The specified nextToken is invalid.');
