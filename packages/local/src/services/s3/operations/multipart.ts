import { writeXml } from '#gateway/xml.ts';
import { readAttributes } from '#services/s3/attributes.ts';
import { type Checksum, checksumHeader } from '#services/s3/checksums/algorithms.ts';
import { readAlgorithm } from '#services/s3/checksums/expected.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { emptyResponse, NAMESPACE, type S3Context, type S3Operation, xmlResponse } from '#services/s3/operation.ts';
import { completeMultipartUpload } from '#services/s3/operations/complete-multipart-upload.ts';
import { listMultipartUploads, listParts } from '#services/s3/operations/list-parts.ts';
import { putAccess } from '#services/s3/operations/put-object.ts';
import { uploadPart, uploadPartCopy } from '#services/s3/operations/upload-part.ts';
import { findUpload, uploadAccess } from '#services/s3/uploads.ts';

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
  access: putAccess,
  run(call) {
    const { headers } = call.request;
    const bucket = context.buckets.get(call.bucket);
    const checksum = readChecksum(headers);
    const uploadId = newUploadId(context);
    const initiated = context.clock.now();
    bucket.startUpload({
      uploadId,
      key: call.key,
      initiated,
      ...readAttributes(headers),
      ...(checksum ? { checksum } : {}),
    });
    const answer = { Bucket: call.bucket, Key: call.key, UploadId: uploadId };
    return xmlResponse(call, writeXml('InitiateMultipartUploadResult', answer, NAMESPACE), {
      'x-amz-server-side-encryption': 'AES256',
      ...(checksum ? { 'x-amz-checksum-algorithm': checksum.algorithm, 'x-amz-checksum-type': checksum.type } : {}),
    });
  },
});

const newUploadId = ({ ids }: S3Context) => `${ids.uuid()}${ids.uuid()}`.replaceAll('-', '');

/** Sums of SHA hashes exist only of parts; CRC-64 exists only of whole objects. */
function readChecksum(headers: Readonly<Record<string, string>>): Pick<Checksum, 'algorithm' | 'type'> | undefined {
  const algorithm = readAlgorithm(headers['x-amz-checksum-algorithm']);
  if (!algorithm) return undefined;
  const type = headers['x-amz-checksum-type'] ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  const possible = type === 'FULL_OBJECT' ? algorithm.startsWith('CRC') : algorithm !== 'CRC64NVME';
  if ((type !== 'FULL_OBJECT' && type !== 'COMPOSITE') || !possible) {
    throw s3Errors.invalidRequest(
      `The ${type} checksum type cannot be used with the ${checksumHeader(algorithm)} checksum algorithm.`,
    );
  }
  return { algorithm, type };
}

const abortMultipartUpload = (context: S3Context): S3Operation => ({
  name: 'AbortMultipartUpload',
  method: 'DELETE',
  level: 'object',
  query: ['uploadId'],
  access: (call) => uploadAccess(call, 's3:AbortMultipartUpload'),
  run(call) {
    const { upload } = findUpload(context, call);
    context.buckets.get(call.bucket).abortUpload(upload.uploadId);
    return emptyResponse(call, 204);
  },
});
