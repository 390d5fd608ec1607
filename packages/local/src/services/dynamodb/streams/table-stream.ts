import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { tableArn } from '#services/dynamodb/names.ts';
import type { StreamSettings, TableSettings } from '#services/dynamodb/settings.ts';
import { type StreamViewType, streamViewTypes } from '#services/dynamodb/streams/record.ts';

interface StreamDeps {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly place: Place;
}

/** The stream that a new table asks for; undefined when it asks for none. Throws ValidationException. */
export function wantedView(specification: Json | undefined): StreamViewType | undefined {
  return isJsonObject(specification) && specification.StreamEnabled === true ? viewType(specification) : undefined;
}

export function newStream(table: string, view: StreamViewType, clock: Clock, place: Place): StreamSettings {
  const now = clock.now();
  const label = new Date(now).toISOString().slice(0, -1);
  return { arn: `${tableArn(place, table)}/stream/${label}`, label, view, enabled: true, created: now / 1000 };
}

/** Switches the stream of a table on or off. One that is switched on again is a new stream. */
export async function switchStream(
  table: string,
  specification: JsonObject,
  { engine: { settings, log }, clock, place }: StreamDeps,
): Promise<void> {
  const current = settings.get(table);
  if (specification.StreamEnabled === true) {
    if (current.stream?.enabled) throw validationError(`Table already has an enabled stream: TableName: ${table}`);
    const stream = newStream(table, viewType(specification), clock, place);
    if (current.stream) await log.drop(current.stream.arn);
    return settings.set(table, { ...current, stream });
  }
  if (!current.stream?.enabled) throw validationError(`Table is not enabled for streams: TableName: ${table}`);
  return settings.set(table, { ...current, stream: { ...current.stream, enabled: false } });
}

/** What the description of a table says of its stream. */
export function streamMembers({ stream }: TableSettings): JsonObject {
  if (!stream) return {};
  return {
    ...(stream.enabled && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.view } }),
    LatestStreamLabel: stream.label,
    LatestStreamArn: stream.arn,
  };
}

function viewType({ StreamViewType: view }: JsonObject): StreamViewType {
  const found = streamViewTypes.find((type) => type === view);
  if (!found)
    throw validationError(
      'One or more parameter values were invalid: StreamViewType must be specified for an enabled stream',
    );
  return found;
}
