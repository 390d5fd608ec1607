import type { Access } from '#gateway/service.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { objectArn, parameter, type S3Call, type S3Context } from '#services/s3/operation.ts';
import type { OpenUpload } from '#services/s3/store/bucket.ts';

/** Its parts are encrypted as the upload was begun, whatever their own headers say; everything here is so. */
const ENCRYPTION = 'AES256';

export const uploadAccess = ({ bucket, key }: S3Call, action: string): readonly Access[] => [
  { action, resource: objectArn(bucket, key), context: { 's3:x-amz-server-side-encryption': ENCRYPTION } },
];

/** Throws `NoSuchUpload`, also for an upload of another key. */
export function findUpload({ buckets }: S3Context, call: S3Call): OpenUpload {
  const uploadId = parameter(call, 'uploadId') ?? '';
  const open = buckets.get(call.bucket).uploads.get(uploadId);
  if (!open || open.upload.key !== call.key) throw s3Errors.noSuchUpload(uploadId);
  return open;
}
