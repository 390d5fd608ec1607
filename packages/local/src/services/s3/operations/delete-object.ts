import type { Access } from '#gateway/service.ts';
import type { DeletionReason, Requester } from '#services/s3/events.ts';
import { newVersionId, requesterOf } from '#services/s3/objects/commit.ts';
import { checkVersionId } from '#services/s3/objects/find-version.ts';
import { checkWrite } from '#services/s3/objects/preconditions.ts';
import { emptyResponse, objectArn, parameter, type S3Context, type S3Operation } from '#services/s3/operation.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';
import type { DeleteMarker, Version } from '#services/s3/store/version.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject = (context: S3Context): S3Operation => ({
  name: 'DeleteObject',
  method: 'DELETE',
  level: 'object',
  takes: ['versionId', 'x-amz-bypass-governance-retention'],
  largestBody: 0,
  access: (call) => [deleteAccess(call.bucket, call.key, parameter(call, 'versionId'))],
  run(call) {
    const bucket = context.buckets.get(call.bucket);
    if (call.request.headers['if-match'] !== undefined) {
      checkWrite(call.request.headers, call.key, bucket.index.current(call.key));
    }
    const by = requesterOf(context, call);
    const deleted = deleteVersion(context, bucket, call.key, parameter(call, 'versionId'), 'DeleteObject', by);
    return emptyResponse(call, 204, {
      ...(deleted.marker ? { 'x-amz-delete-marker': 'true' } : {}),
      ...(deleted.versionId === undefined ? {} : { 'x-amz-version-id': deleted.versionId }),
    });
  },
});

export const deleteAccess = (bucket: string, key: string, versionId: string | undefined): Access => ({
  ...(versionId !== undefined && { context: { 's3:VersionId': versionId } }),
  action: versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
  resource: objectArn(bucket, key),
});

/** What a deletion made or removed. */
export interface Deleted {
  /** The version that is gone, or that of the new delete marker; undefined where versions are not kept. */
  readonly versionId?: string;
  /** A marker was made, or a marker was removed. */
  readonly marker: boolean;
}

/**
 * Without a version id a versioned bucket gets a delete marker and others lose the object; with one, that version
 * is gone for good. To delete what is not there is no error.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html
 */
export function deleteVersion(
  context: S3Context,
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
  reason: DeletionReason,
  by: Requester,
): Deleted {
  checkVersionId(versionId);
  if (versionId !== undefined) {
    const version = bucket.index.find(key, versionId);
    if (version) removeForGood(context, bucket, version, reason, by);
    return { versionId, marker: version?.kind === 'marker' };
  }
  if (bucket.config.versioning !== undefined) return mark(context, bucket, key, reason, by);
  const current = bucket.index.current(key);
  if (current) removeForGood(context, bucket, current, reason, by);
  return { marker: false };
}

function removeForGood(
  context: S3Context,
  bucket: Bucket,
  version: Version,
  reason: DeletionReason,
  by: Requester,
): void {
  const sequencer = context.buckets.sequencer.next();
  bucket.remove(version, sequencer);
  context.events.deleted(bucket, { ...version, sequencer }, reason, 'Permanently Deleted', by);
}

function mark(context: S3Context, bucket: Bucket, key: string, reason: DeletionReason, by: Requester): Deleted {
  const marker: DeleteMarker = {
    kind: 'marker',
    key,
    versionId: newVersionId(context, bucket),
    sequencer: context.buckets.sequencer.next(),
    lastModified: context.clock.now(),
  };
  bucket.commit(marker);
  context.events.deleted(bucket, marker, reason, 'Delete Marker Created', by);
  return { versionId: marker.versionId, marker: true };
}
