import { createHash } from 'node:crypto';
import type { Principal } from '#gateway/service.ts';
import type { CreationReason, Requester } from '#services/s3/events.ts';
import { requestId, type S3Call, type S3Context } from '#services/s3/operation.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';
import { NULL_VERSION, type ObjectVersion } from '#services/s3/store/version.ts';

/** What a new object is made of, but for what the bucket gives it. */
export type NewObject = Omit<ObjectVersion, 'kind' | 'versionId' | 'sequencer' | 'lastModified'>;

/**
 * Makes it the newest version of its key and tells the world. Nothing waits between the caller's check of its
 * conditions and this, so that of two conditional writes one wins.
 */
export function commitObject(
  context: S3Context,
  call: S3Call,
  bucket: Bucket,
  object: NewObject,
  reason: CreationReason,
  uploadId?: string,
): ObjectVersion {
  const version: ObjectVersion = {
    kind: 'object',
    ...object,
    versionId: newVersionId(context, bucket),
    sequencer: context.buckets.sequencer.next(),
    lastModified: context.clock.now(),
  };
  bucket.commit(version, uploadId);
  context.events.created(bucket, version, reason, requesterOf(context, call));
  return version;
}

/** 32 characters that say nothing; `null` where versions are not kept. */
export function newVersionId({ ids }: S3Context, bucket: Bucket): string {
  if (bucket.config.versioning !== 'Enabled') return NULL_VERSION;
  return createHash('sha256').update(ids.uuid()).digest('base64url').slice(0, 32).replaceAll('-', '.');
}

/** The version header, only of buckets that ever had versions. */
export const versionHeader = (bucket: Bucket, versionId: string): Readonly<Record<string, string>> =>
  bucket.config.versioning === undefined ? {} : { 'x-amz-version-id': versionId };

export const requesterOf = ({ place }: S3Context, { request }: S3Call): Requester => ({
  requestId: requestId(request),
  requester: requesterName(request.principal, place.accountId),
  sourceIp: '127.0.0.1',
});

const requesterName = (principal: Principal, accountId: string) =>
  principal.kind === 'service' ? principal.service : accountId;
