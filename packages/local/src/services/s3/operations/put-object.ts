import type { Access } from '#gateway/service.ts';
import { type Checksum, checksumHeader } from '#services/s3/checksums/algorithms.ts';
import { ATTRIBUTE_HEADERS, readAttributes } from '#services/s3/objects/attributes.ts';
import { commitObject, versionHeader } from '#services/s3/objects/commit.ts';
import { checkWrite } from '#services/s3/objects/preconditions.ts';
import {
  emptyResponse,
  LARGEST_OBJECT,
  objectArn,
  type S3Call,
  type S3Context,
  type S3Operation,
} from '#services/s3/operation.ts';
import { receive } from '#services/s3/receive.ts';
import { authorizeKey, encryptionHeaders } from '#services/s3/settings/object-encryption.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject = (context: S3Context): S3Operation => ({
  name: 'PutObject',
  method: 'PUT',
  level: 'object',
  takes: ATTRIBUTE_HEADERS,
  largestBody: LARGEST_OBJECT,
  access: (call) => putAccess(call),
  async run(call) {
    const { buckets } = context;
    const { headers } = call.request;
    const bucket = buckets.get(call.bucket);
    const attributes = readAttributes(context, headers, bucket.config);
    authorizeKey(context, call, attributes, 'kms:GenerateDataKey');
    checkWrite(headers, call.key, bucket.index.current(call.key));
    const { segment, md5, checksum } = await receive(buckets.blobs, call.request);
    try {
      checkWrite(headers, call.key, bucket.index.current(call.key));
      const object = { key: call.key, ...attributes, size: segment.size, etag: md5, segments: [segment], checksum };
      const version = commitObject(context, call, bucket, object, 'PutObject');
      return emptyResponse(call, 200, {
        etag: `"${md5}"`,
        ...encryptionHeaders(attributes),
        ...checksumHeaders(checksum),
        ...versionHeader(bucket, version.versionId),
      });
    } catch (error) {
      buckets.blobs.remove([segment]);
      throw error;
    }
  },
});

export function putAccess({ bucket, key, request }: S3Call): readonly Access[] {
  const resource = objectArn(bucket, key);
  const put = { action: 's3:PutObject', resource };
  return request.headers['x-amz-tagging'] ? [put, { action: 's3:PutObjectTagging', resource }] : [put];
}

export const checksumHeaders = (checksum: Checksum | undefined): Readonly<Record<string, string>> =>
  checksum === undefined
    ? {}
    : { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
