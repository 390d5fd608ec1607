import type { Engine } from '#services/dynamodb/engine.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { tableArn } from '#services/dynamodb/names.ts';
import type { KeySchema } from '#services/dynamodb/schema/key-schema.ts';
import type { OnDemand, Provisioned, Table, TableStream, Throughput } from '#services/dynamodb/schema/table.ts';
import type { StreamViewType } from '#services/dynamodb/streams/stream.ts';

export interface ThroughputInput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

export interface OnDemandInput {
  readonly MaxReadRequestUnits?: number;
  readonly MaxWriteRequestUnits?: number;
}

export interface WarmInput {
  readonly ReadUnitsPerSecond?: number;
  readonly WriteUnitsPerSecond?: number;
}

const MOST_UNITS = 1_000_000_000_000;

/** Throws ValidationException. */
export function provisionedOf({ ReadCapacityUnits: read, WriteCapacityUnits: write }: ThroughputInput): Provisioned {
  for (const [name, value] of Object.entries({ ReadCapacityUnits: read, WriteCapacityUnits: write }))
    if (value > MOST_UNITS) throw validationError(`Given value ${value} for ${name} is out of bounds`);
  return { read, write };
}

export const onDemandOf = ({ MaxReadRequestUnits: read, MaxWriteRequestUnits: write }: OnDemandInput): OnDemand => ({
  ...(read !== undefined && { read }),
  ...(write !== undefined && { write }),
});

export const warmOf = (
  { ReadUnitsPerSecond: read, WriteUnitsPerSecond: write }: WarmInput,
  otherwise: Throughput,
): Throughput => ({ read: read ?? otherwise.read, write: write ?? otherwise.write });

export interface EncryptionInput {
  readonly Enabled?: boolean;
  readonly SSEType?: 'AES256' | 'KMS';
  readonly KMSMasterKeyId?: string;
}

/** The key that encrypts a table: none where it is AWS's own. Throws ValidationException. */
export function kmsKeyOf({ place, ids }: Engine, input: EncryptionInput, current?: string): string | undefined {
  const { Enabled: enabled, SSEType: type, KMSMasterKeyId: key } = input;
  if (type === 'AES256')
    throw validationError('One or more parameter values were invalid: SSEType AES256 is not supported');
  if (enabled !== true && key !== undefined)
    throw validationError(
      'One or more parameter values were invalid: KMSMasterKeyId is given, but Enabled is not true',
    );
  if (enabled !== true) return undefined;
  const prefix = `arn:${place.partition}:kms:${place.region}:${place.accountId}:`;
  if (key === undefined) return current ?? `${prefix}key/${ids.uuid()}`;
  if (key.startsWith('arn:')) return key;
  return prefix + (key.startsWith('alias/') ? key : `key/${key}`);
}

export interface StreamInput {
  readonly StreamEnabled: boolean;
  readonly StreamViewType?: StreamViewType;
}

/** Whether a stream is wanted. Throws ValidationException for the view of one that is not. */
export function isStreamWanted({ StreamEnabled: enabled, StreamViewType: view }: StreamInput): boolean {
  if (!enabled && view !== undefined)
    throw validationError(
      'One or more parameter values were invalid: StreamViewType cannot be specified when StreamEnabled is false',
    );
  return enabled;
}

/** A new stream of a table. Throws ValidationException. */
export function openStream(engine: Engine, name: string, key: KeySchema, input: StreamInput): TableStream {
  const { StreamViewType: view } = input;
  if (!view)
    throw validationError(
      'One or more parameter values were invalid: StreamViewType must be specified for an enabled stream',
    );
  const { clock, place, streams, tables } = engine;
  const taken = new Set(streams.all().map(({ arn }) => arn));
  let now = clock.now();
  const arnAt = (ms: number) => `${tableArn(place, name)}/stream/${new Date(ms).toISOString().slice(0, -1)}`;
  while (taken.has(arnAt(now))) now += 1;
  const [id, label] = [tables.nextId(), new Date(now).toISOString().slice(0, -1)];
  const stream = { id, arn: arnAt(now), label, table: name, key, view, created: now / 1000 };
  streams.open(stream);
  return { id, arn: stream.arn, label, view, enabled: true };
}

/** The stream of a table once it is no longer written. */
export const closedStream = ({ streams }: Engine, { stream }: Table): TableStream | undefined => {
  if (!stream?.enabled) return stream;
  streams.disable(stream.id);
  return { ...stream, enabled: false };
};
