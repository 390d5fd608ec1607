import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { Item } from '#services/dynamodb/dynalite.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html */
export const streamViewTypes = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;

export type StreamViewType = (typeof streamViewTypes)[number];

/** One change of one item, as GetRecords returns it. */
export interface StreamRecord extends JsonObject {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: JsonObject & {
    /** Seconds since the epoch. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: StreamViewType;
  };
  readonly userIdentity?: { readonly Type: string; readonly PrincipalId: string };
}

/** What a write did to an item. */
export interface Change {
  readonly keys: Item;
  readonly old: Item | undefined;
  readonly item: Item | undefined;
  /** The service that made the change, such as Time to Live. */
  readonly service?: string;
}

export interface RecordFrame {
  readonly eventId: string;
  readonly region: string;
  readonly sequenceNumber: string;
  readonly seconds: number;
  readonly view: StreamViewType;
}

export function streamRecord(change: Change, frame: RecordFrame): StreamRecord {
  const { keys, old, item, service } = change;
  const newImage = item && /NEW/.test(frame.view) ? { NewImage: item } : {};
  const oldImage = old && /OLD/.test(frame.view) ? { OldImage: old } : {};
  return {
    eventID: frame.eventId,
    eventName: eventName(change),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: frame.region,
    dynamodb: {
      ApproximateCreationDateTime: frame.seconds,
      Keys: keys,
      ...newImage,
      ...oldImage,
      SequenceNumber: frame.sequenceNumber,
      SizeBytes: Buffer.byteLength(JSON.stringify([keys, newImage, oldImage])),
      StreamViewType: frame.view,
    },
    ...(service && { userIdentity: { Type: 'Service', PrincipalId: service } }),
  };
}

function eventName({ old, item }: Change): StreamRecord['eventName'] {
  if (!item) return 'REMOVE';
  return old ? 'MODIFY' : 'INSERT';
}

/** Whether two items are equal as DynamoDB sees it: the order of attributes and of a set's elements does not count. */
export const sameItem = (left: Item | undefined, right: Item | undefined): boolean => same(left ?? null, right ?? null);

function same(left: Json, right: Json): boolean {
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((element, index) => same(element, right[index] ?? null));
  if (!isJsonObject(left) || !isJsonObject(right)) return left === right;
  const members = Object.entries(left);
  return (
    members.length === Object.keys(right).length &&
    members.every(([name, member]) => Object.hasOwn(right, name) && sameMember(name, member, right[name] ?? null))
  );
}

const sameMember = (name: string, left: Json, right: Json): boolean =>
  isSet(name, left) && isSet(name, right) ? same(sorted(left), sorted(right)) : same(left, right);

// An attribute of this name holds an object, never an array: only the type tag of a set does.
const isSet = (key: string, member: Json): member is readonly Json[] => /^[SNB]S$/.test(key) && Array.isArray(member);

const sorted = (set: readonly Json[]): Json => set.map(String).sort();
