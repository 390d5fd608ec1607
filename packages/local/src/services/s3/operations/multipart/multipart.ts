import { writeXml } from '#gateway/xml.ts';
import { readUploadChecksum } from '#services/s3/checksums/upload.ts';
import { ATTRIBUTE_HEADERS, readAttributes } from '#services/s3/objects/attributes.ts';
import { findUpload, uploadAccess } from '#services/s3/objects/uploads.ts';
import { emptyResponse, NAMESPACE, type S3Context, type S3Operation, xmlResponse } from '#services/s3/operation.ts';
import { completeMultipartUpload } from '#services/s3/operations/multipart/complete-multipart-upload.ts';
import { listMultipartUploads } from '#services/s3/operations/multipart/list-multipart-uploads.ts';
import { listParts } from '#services/s3/operations/multipart/list-parts.ts';
import { uploadPart, uploadPartCopy } from '#services/s3/operations/multipart/upload-part.ts';
import { putAccess } from '#services/s3/operations/put-object.ts';
import { authorizeKey, encryptionHeaders } from '#services/s3/settings/object-encryption.ts';

/** Uploads in parts: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html */
export const multipartOperations = (context: S3Context): readonly S3Operation[] => [
  createMultipartUpload(context),
  uploadPart(context),
  uploadPartCopy(context),
  completeMultipartUpload(context),
  abortMultipartUpload(context),
  listParts(context),
  listMultipartUploads(context),
];

const createMultipartUpload = (context: S3Context): S3Operation => ({
  name: 'CreateMultipartUpload',
  method: 'POST',
  level: 'object',
  query: ['uploads'],
  takes: [...ATTRIBUTE_HEADERS, 'x-amz-checksum-algorithm', 'x-amz-checksum-type'],
  largestBody: 0,
  access: putAccess,
  run(call) {
    const { headers } = call.request;
    const bucket = context.buckets.get(call.bucket);
    const checksum = readUploadChecksum(headers);
    const attributes = readAttributes(context, headers, bucket.config);
    authorizeKey(context, call, attributes, 'kms:GenerateDataKey');
    const uploadId = newUploadId(context);
    const initiated = context.clock.now();
    bucket.startUpload({
      uploadId,
      key: call.key,
      initiated,
      ...attributes,
      ...(checksum ? { checksum } : {}),
    });
    const answer = { Bucket: call.bucket, Key: call.key, UploadId: uploadId };
    return xmlResponse(call, writeXml('InitiateMultipartUploadResult', answer, NAMESPACE), {
      ...encryptionHeaders(attributes),
      ...(checksum ? { 'x-amz-checksum-algorithm': checksum.algorithm, 'x-amz-checksum-type': checksum.type } : {}),
    });
  },
});

const newUploadId = ({ ids }: S3Context) => `${ids.uuid()}${ids.uuid()}`.replaceAll('-', '');

const abortMultipartUpload = (context: S3Context): S3Operation => ({
  name: 'AbortMultipartUpload',
  method: 'DELETE',
  level: 'object',
  query: ['uploadId'],
  largestBody: 0,
  access: (call) => uploadAccess(call, 's3:AbortMultipartUpload'),
  run(call) {
    const { upload } = findUpload(context, call);
    context.buckets.get(call.bucket).abortUpload(upload.uploadId);
    return emptyResponse(call, 204);
  },
});
