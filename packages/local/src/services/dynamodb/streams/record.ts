import type { JsonObject } from '@safelight/asl/json';
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
  const newImage = /NEW/.test(frame.view) ? item : undefined;
  const oldImage = /OLD/.test(frame.view) ? old : undefined;
  const size = (image: Item | undefined) => (image ? itemSize(image) : 0);
  return {
    eventID: frame.eventId,
    eventName: eventName(change),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: frame.region,
    dynamodb: {
      ApproximateCreationDateTime: frame.seconds,
      Keys: keys,
      ...(newImage && { NewImage: newImage }),
      ...(oldImage && { OldImage: oldImage }),
      SequenceNumber: frame.sequenceNumber,
      SizeBytes: size(keys) + size(newImage) + size(oldImage),
      StreamViewType: frame.view,
    },
    ...(service && { userIdentity: { Type: 'Service', PrincipalId: service } }),
  };
}

function eventName({ old, item }: Change): StreamRecord['eventName'] {
  if (!item) return 'REMOVE';
  return old ? 'MODIFY' : 'INSERT';
}
