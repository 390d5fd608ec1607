import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { EventBridgeEvent } from '#local/events/event.ts';
import { parseExactly } from '#local/events/pattern/exact-number.ts';
import { knownTrace } from '#local/metrics/tracing/trace-header.ts';
import type { Bus } from '#services/eventbridge/bus.ts';
import { busName } from '#services/eventbridge/rules/rule.ts';
import type { RuleStore } from '#services/eventbridge/rules/store.ts';

const MOST_ENTRIES = 10;
/** Of all entries together. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_BYTES = 1_048_576;

interface PutDeps {
  readonly bus: Bus;
  readonly store: RuleStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  /** Of the request; an entry's own is preferred. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-related-service-xray.html */
  readonly traceHeader: string | undefined;
}

/**
 * Answers entry by entry: a bad one fails alone, and the call still succeeds.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function putEvents(input: JsonObject, deps: PutDeps): JsonObject {
  const entries = entriesOf(input);
  if (entries.length === 0 || entries.length > MOST_ENTRIES) {
    throw invalid(
      `Value at 'entries' failed to satisfy constraint: Member must have length between 1 and ${MOST_ENTRIES}`,
    );
  }
  if (entries.reduce((bytes, entry) => bytes + entrySize(entry), 0) > MOST_BYTES) {
    throw invalid('Total size of the entries in the request is over the limit.');
  }
  const answers = entries.map((entry) => putEntry(entry, deps));
  return { FailedEntryCount: answers.filter(({ ErrorCode }) => ErrorCode).length, Entries: answers };
}

export const entriesOf = ({ Entries: entries }: JsonObject): readonly JsonObject[] =>
  Array.isArray(entries) ? entries.filter(isJsonObject) : [];

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
export function entrySize({ Time: time, Source, DetailType, Detail, Resources }: JsonObject): number {
  const texts = [Source, DetailType, Detail, ...(Array.isArray(Resources) ? Resources : [])];
  return (
    (time === undefined ? 0 : 14) +
    texts.reduce<number>((bytes, text) => bytes + Buffer.byteLength(String(text ?? '')), 0)
  );
}

function putEntry(entry: JsonObject, { bus, store, clock, ids, place, traceHeader }: PutDeps): JsonObject {
  const detail = parseDetail(entry.Detail);
  const refusal = entryError(entry, detail);
  if (refusal) return refusal;
  const name = busName(typeof entry.EventBusName === 'string' ? entry.EventBusName : undefined);
  const event: EventBridgeEvent = {
    version: '0',
    id: ids.uuid(),
    'detail-type': String(entry.DetailType),
    source: String(entry.Source),
    account: place.accountId,
    time: eventTime(typeof entry.Time === 'number' ? entry.Time * 1000 : clock.now()),
    region: place.region,
    resources: Array.isArray(entry.Resources) ? entry.Resources.map(String) : [],
    detail: detail ?? {},
  };
  const own = typeof entry.TraceHeader === 'string' ? entry.TraceHeader : traceHeader;
  bus.put(store.bus(name).name, event, knownTrace(own));
  return { EventId: event.id };
}

/** ISO 8601 to the second, as events carry it. */
export const eventTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

function entryError(entry: JsonObject, detail: JsonObject | undefined): JsonObject | undefined {
  for (const name of ['Source', 'DetailType', 'Detail']) {
    if (typeof entry[name] === 'string' && entry[name] !== '') continue;
    return failed('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
  }
  if (String(entry.Source).startsWith('aws.'))
    return failed('NotAuthorizedForSourceException', 'Not authorized for the source.');
  return detail ? undefined : failed('MalformedDetail', 'Detail is malformed.');
}

const failed = (code: string, message: string): JsonObject => ({ ErrorCode: code, ErrorMessage: message });

function parseDetail(detail: Json | undefined): JsonObject | undefined {
  if (typeof detail !== 'string') return undefined;
  try {
    const parsed = parseExactly(detail);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const invalid = (message: string) => new AwsError('ValidationException', message);
