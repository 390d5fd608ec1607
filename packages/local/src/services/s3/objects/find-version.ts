import { AwsError } from '#gateway/aws-error.ts';
import { authorizeCall } from '#services/s3/condition-keys.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { bucketArn, parameter, type S3Call, type S3Context } from '#services/s3/operation.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';
import type { ObjectVersion, Version } from '#services/s3/store/version.ts';

/** The object that a request reads: the version that it names, or the newest. */
export function findObject(context: S3Context, call: S3Call, bucket: Bucket): ObjectVersion {
  const version = findVersion(context, call, bucket, call.key, parameter(call, 'versionId'));
  if (version.kind === 'object') return version;
  const marker = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId };
  if (parameter(call, 'versionId') !== undefined)
    throw withHeaders(s3Errors.methodNotAllowed(call.request.method, 'DeleteMarker'), marker);
  throw withHeaders(hidden(context, call, s3Errors.noSuchKey(call.key)), marker);
}

export function findVersion(
  context: S3Context,
  call: S3Call,
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
): Version {
  checkVersionId(versionId);
  const version = versionId === undefined ? bucket.index.current(key) : bucket.index.find(key, versionId);
  if (version) return version;
  throw hidden(
    context,
    call,
    versionId === undefined ? s3Errors.noSuchKey(key) : s3Errors.noSuchVersion(key, versionId),
  );
}

/** Version ids are 32 letters, digits, `.` and `_`, or `null`. Throws InvalidArgument for what cannot be one. */
export function checkVersionId(id: string | undefined, name = 'versionId'): void {
  if (id !== undefined && !/^(null|[\w.]{32})$/.test(id))
    throw s3Errors.invalidArgument('Invalid version id specified', name, id);
}

/** Who may not list a bucket does not learn which keys it has: a missing one is then `AccessDenied`. */
function hidden(context: S3Context, call: S3Call, error: AwsError): AwsError {
  try {
    authorizeCall(context, call, { action: 's3:ListBucket', resource: bucketArn(call.bucket) });
    return error;
  } catch (denied) {
    return denied instanceof AwsError ? denied : error;
  }
}

const withHeaders = (error: AwsError, headers: Readonly<Record<string, string>>) =>
  new AwsError(error.code, error.message, error.status, error.details, headers);
