import type { JsonObject } from '@safelight/asl/json';
import type { StoredItem } from '#services/dynamodb/rows/stored-item.ts';
import type { StreamViewType } from '#services/dynamodb/streams/stream.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';
import { itemSize } from '#services/dynamodb/values/size.ts';

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
    readonly Keys: JsonObject;
    readonly NewImage?: JsonObject;
    readonly OldImage?: JsonObject;
    readonly SequenceNumber: string;
    /** Of keys and images, by the rules for items. */
    readonly SizeBytes: number;
    readonly StreamViewType: StreamViewType;
  };
  readonly userIdentity?: { readonly Type: string; readonly PrincipalId: string };
}

/** What a write did to an item. */
export interface Change {
  readonly keys: Item;
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
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

/** The JSON text of a record: the texts of its images are there already. */
export function streamRecord(change: Change, frame: RecordFrame): string {
  const { keys, before, after, service } = change;
  const newImage = /NEW/.test(frame.view) ? after : undefined;
  const oldImage = /OLD/.test(frame.view) ? before : undefined;
  const written = {
    eventID: frame.eventId,
    eventName: eventName(change),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: frame.region,
    ...(service && { userIdentity: { Type: 'Service', PrincipalId: service } }),
  };
  const inside = {
    ApproximateCreationDateTime: frame.seconds,
    Keys: keys,
    SequenceNumber: frame.sequenceNumber,
    SizeBytes: itemSize(keys) + (newImage?.size ?? 0) + (oldImage?.size ?? 0),
    StreamViewType: frame.view,
  };
  const images = `${newImage ? `,"NewImage":${newImage.text}` : ''}${oldImage ? `,"OldImage":${oldImage.text}` : ''}`;
  return `${open(written)},"dynamodb":${open(inside)}${images}}}`;
}

/** An object's JSON text without its end, for more members. */
const open = (members: object): string => JSON.stringify(members).slice(0, -1);

function eventName({ before, after }: Change): StreamRecord['eventName'] {
  if (!after) return 'REMOVE';
  return before ? 'MODIFY' : 'INSERT';
}
