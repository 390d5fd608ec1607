import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import type { EventBridgeEvent, PublishEvent } from '#local/events/event.ts';
import { bucketArn } from '#services/s3/operation.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';
import { NULL_VERSION, type ObjectVersion, type Version } from '#services/s3/store/version.ts';

export type CreationReason = 'PutObject' | 'POST Object' | 'CopyObject' | 'CompleteMultipartUpload';
export type DeletionReason = 'DeleteObject' | 'Lifecycle Expiration';
export type DeletionType = 'Permanently Deleted' | 'Delete Marker Created';

/** Who did it, as an event tells it: an account or a service. */
export interface Requester {
  readonly requestId: string;
  readonly requester: string;
  readonly sourceIp?: string;
}

/**
 * What S3 tells EventBridge of its objects, for buckets that have it switched on. Keys are not encoded.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export interface S3Events {
  created(bucket: Bucket, version: ObjectVersion, reason: CreationReason, by: Requester): void;
  deleted(bucket: Bucket, version: Version, reason: DeletionReason, type: DeletionType, by: Requester): void;
  moved(bucket: Bucket, version: ObjectVersion, by: Requester): void;
  tagged(bucket: Bucket, version: ObjectVersion, by: Requester): void;
  untagged(bucket: Bucket, version: ObjectVersion, by: Requester): void;
}

interface S3EventsDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  readonly publish: PublishEvent;
}

export function createS3Events({ clock, ids, place, publish }: S3EventsDeps): S3Events {
  const send = (bucket: Bucket, detailType: string, object: JsonObject, by: Requester, more: JsonObject = {}) => {
    if (!bucket.config.eventBridge) return;
    const event: EventBridgeEvent = {
      version: '0',
      id: ids.uuid(),
      'detail-type': detailType,
      source: 'aws.s3',
      account: place.accountId,
      time: `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
      region: place.region,
      resources: [bucketArn(bucket.name)],
      detail: { version: '0', 'event-version': '1.0', bucket: { name: bucket.name }, object, ...who(by), ...more },
    };
    publish(event);
  };
  return {
    created: (bucket, version, reason, by) =>
      send(bucket, 'Object Created', { ...sized(version), sequencer: version.sequencer }, by, { reason }),
    deleted: (bucket, version, reason, type, by) =>
      send(bucket, 'Object Deleted', deletedObject(version, type), by, { reason, 'deletion-type': type }),
    moved: (bucket, version, by) =>
      send(bucket, 'Object Storage Class Changed', sized(version), by, {
        'destination-storage-class': version.storageClass,
      }),
    tagged: (bucket, version, by) => send(bucket, 'Object Tags Added', tagObject(version), by),
    untagged: (bucket, version, by) => send(bucket, 'Object Tags Deleted', tagObject(version), by),
  };
}

const who = ({ requestId, requester, sourceIp }: Requester): JsonObject => ({
  'request-id': requestId,
  requester,
  ...(sourceIp === undefined ? {} : { 'source-ip-address': sourceIp }),
});

const versionOf = ({ versionId }: Version): JsonObject =>
  versionId === NULL_VERSION ? {} : { 'version-id': versionId };

const sized = (version: ObjectVersion): JsonObject => ({
  key: version.key,
  size: version.size,
  etag: version.etag,
  ...versionOf(version),
});

const tagObject = (version: ObjectVersion): JsonObject => ({
  key: version.key,
  etag: version.etag,
  ...versionOf(version),
});

/** The ETag of nothing: what AWS tells of a delete marker. */
const EMPTY_ETAG = 'd41d8cd98f00b204e9800998ecf8427e';

/** Of what is gone for good no ETag is told. */
const deletedObject = (version: Version, type: DeletionType): JsonObject => ({
  key: version.key,
  ...(type === 'Delete Marker Created' ? { etag: EMPTY_ETAG } : {}),
  ...versionOf(version),
  sequencer: version.sequencer,
});
