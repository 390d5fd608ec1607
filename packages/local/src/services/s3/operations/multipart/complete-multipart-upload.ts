import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { GatewayResponse } from '#gateway/service.ts';
import { writeXml } from '#gateway/xml.ts';
import { type Checksum, checksumHeader } from '#services/s3/checksums/algorithms.ts';
import { checksumOfParts } from '#services/s3/checksums/parts.ts';
import { checksumKind } from '#services/s3/checksums/upload.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { commitObject, versionHeader } from '#services/s3/objects/commit.ts';
import { checkWrite } from '#services/s3/objects/preconditions.ts';
import { findUpload, uploadAccess } from '#services/s3/objects/uploads.ts';
import {
  NAMESPACE,
  parameter,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import { checksumElements } from '#services/s3/operations/copy-object.ts';
import { chooseParts, type ListedPart, readPartList } from '#services/s3/operations/multipart/choose-parts.ts';
import { encryptionHeaders } from '#services/s3/settings/object-encryption.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';
import type { ObjectVersion, PartSummary, UploadedPart } from '#services/s3/store/version.ts';

/** Ten thousand parts with a checksum each. */
const LARGEST_PART_LIST = 4 << 20;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload = (context: S3Context): S3Operation => ({
  name: 'CompleteMultipartUpload',
  method: 'POST',
  level: 'object',
  query: ['uploadId'],
  takes: ['x-amz-checksum-type', 'x-amz-mp-object-size'],
  largestBody: LARGEST_PART_LIST,
  access: (call) => uploadAccess(call, 's3:PutObject'),
  async run(call) {
    const listed = readPartList(await text(call.request.body));
    const bucket = context.buckets.get(call.bucket);
    const version = completedBefore(call, bucket, listed) ?? complete(context, call, bucket, listed);
    return answer(call, bucket, version);
  },
});

/**
 * Whoever lost the answer and asks again with the same parts has it again; measured:
 * https://github.com/adobe/S3Mock/issues/2586
 */
function completedBefore(call: S3Call, bucket: Bucket, listed: readonly ListedPart[]): ObjectVersion | undefined {
  const current = bucket.index.current(call.key);
  if (current?.kind !== 'object' || current.uploadId !== parameter(call, 'uploadId')) return undefined;
  return current.etag === etagOf(listed) ? current : undefined;
}

function complete(context: S3Context, call: S3Call, bucket: Bucket, listed: readonly ListedPart[]): ObjectVersion {
  const open = findUpload(context, call);
  checkWrite(call.request.headers, call.key, bucket.index.current(call.key));
  const parts = chooseParts(open, listed);
  const kind = checksumKind(open.upload, parts);
  const checksum = checksumOfParts(parts, kind);
  checkWhole(call, checksum, parts);
  const { uploadId, headers, metadata, storageClass, tags, encryption } = open.upload;
  const object = {
    ...{ key: call.key, headers, metadata, storageClass, tags, encryption, uploadId },
    size: parts.reduce((sum, { size }) => sum + size, 0),
    etag: etagOf(parts),
    segments: parts.flatMap(({ segments }) => segments),
    // What S3 computed of itself is told of the whole alone.
    parts: parts.map(open.upload.checksum || kind.type === 'COMPOSITE' ? summary : sizeAlone),
    ...(checksum ? { checksum } : {}),
  };
  return commitObject(context, call, bucket, object, 'CompleteMultipartUpload', uploadId);
}

function answer(call: S3Call, bucket: Bucket, version: ObjectVersion): GatewayResponse {
  const content = {
    Location: `${call.request.endpoint}/${call.bucket}/${encodeURIComponent(call.key)}`,
    Bucket: call.bucket,
    Key: call.key,
    ETag: `"${version.etag}"`,
    ...checksumElements(version.checksum),
  };
  return xmlResponse(call, writeXml('CompleteMultipartUploadResult', content, NAMESPACE), {
    ...encryptionHeaders(version),
    ...versionHeader(bucket, version.versionId),
  });
}

/** The client may say what it expects of the whole. */
function checkWhole({ request }: S3Call, checksum: Checksum | undefined, parts: readonly UploadedPart[]): void {
  const { headers } = request;
  const size = headers['x-amz-mp-object-size'];
  if (size !== undefined && Number(size) !== parts.reduce((sum, part) => sum + part.size, 0)) {
    throw s3Errors.invalidRequest('The provided x-amz-mp-object-size header does not match what was computed.');
  }
  const type = headers['x-amz-checksum-type'];
  if (checksum && type !== undefined && type !== checksum.type) {
    throw s3Errors.invalidRequest(
      `The upload was created using the ${checksum.type} checksum mode. The complete request must use the same checksum mode.`,
    );
  }
  const given = checksum && headers[checksumHeader(checksum.algorithm)];
  if (given !== undefined && given !== checksum?.value) throw s3Errors.badChecksum(checksum?.algorithm ?? '');
}

/** The MD5 of the MD5s, and how many there are. */
function etagOf(parts: readonly Pick<UploadedPart, 'etag'>[]): string {
  const md5 = createHash('md5');
  for (const { etag } of parts) md5.update(Buffer.from(etag, 'hex'));
  return `${md5.digest('hex')}-${parts.length}`;
}

const sizeAlone = ({ number, size }: UploadedPart): PartSummary => ({ number, size });

const summary = ({ number, size, checksum }: UploadedPart): PartSummary => ({
  number,
  size,
  ...(checksum ? { checksum } : {}),
});
