import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { children, childText, malformedXml, readXml, writeXml, type XmlRead } from '#gateway/xml.ts';
import {
  CHECKSUM_ALGORITHMS,
  type Checksum,
  checksumElement,
  checksumHeader,
} from '#services/s3/checksums/algorithms.ts';
import { checksumOfParts } from '#services/s3/checksums/parts.ts';
import { commitObject, versionHeader } from '#services/s3/commit.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { NAMESPACE, type S3Call, type S3Context, type S3Operation, xmlResponse } from '#services/s3/operation.ts';
import { checksumElements } from '#services/s3/operations/copy-object.ts';
import { checkWrite } from '#services/s3/preconditions.ts';
import type { OpenUpload } from '#services/s3/store/bucket.ts';
import type { PartSummary, UploadedPart } from '#services/s3/store/version.ts';
import { findUpload, uploadAccess } from '#services/s3/uploads.ts';

const SMALLEST_PART_BYTES = 5 * 1024 ** 2;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload = (context: S3Context): S3Operation => ({
  name: 'CompleteMultipartUpload',
  method: 'POST',
  level: 'object',
  query: ['uploadId'],
  access: (call) => uploadAccess(call, 's3:PutObject'),
  async run(call) {
    const listed = children(readXml('CompleteMultipartUpload', await text(call.request.body)), 'Part');
    const bucket = context.buckets.get(call.bucket);
    const open = findUpload(context, call);
    checkWrite(call.request.headers, call.key, bucket.index.current(call.key));
    const parts = chooseParts(open, listed);
    const { uploadId, headers, metadata, storageClass, tags } = open.upload;
    const checksum = checksumOfParts(parts, open.upload.checksum);
    checkWhole(call, checksum, parts);
    const object = {
      key: call.key,
      headers,
      metadata,
      storageClass,
      tags,
      size: parts.reduce((sum, { size }) => sum + size, 0),
      etag: etagOf(parts),
      segments: parts.flatMap(({ segments }) => segments),
      parts: parts.map(summary),
      ...(checksum ? { checksum } : {}),
    };
    const version = commitObject(context, call, bucket, object, 'CompleteMultipartUpload', uploadId);
    const answer = {
      Location: `${call.request.endpoint}/${call.bucket}/${encodeURIComponent(call.key)}`,
      Bucket: call.bucket,
      Key: call.key,
      ETag: `"${version.etag}"`,
      ...checksumElements(checksum),
    };
    return xmlResponse(call, writeXml('CompleteMultipartUploadResult', answer, NAMESPACE), {
      'x-amz-server-side-encryption': 'AES256',
      ...versionHeader(bucket, version.versionId),
    });
  },
});

/** The parts that the client lists, checked against those that came. */
function chooseParts(open: OpenUpload, listed: readonly XmlRead[]): readonly UploadedPart[] {
  if (listed.length === 0) throw malformedXml();
  let previous = 0;
  const parts = listed.map((item) => {
    const number = Number(childText(item, 'PartNumber') ?? Number.NaN);
    if (!Number.isInteger(number)) throw malformedXml();
    if (number <= previous) throw s3Errors.invalidPartOrder();
    previous = number;
    return choosePart(open.parts.get(number), item);
  });
  for (const { size, number, etag } of parts.slice(0, -1)) {
    if (size < SMALLEST_PART_BYTES) throw s3Errors.entityTooSmall(size, number, etag);
  }
  return parts;
}

function choosePart(part: UploadedPart | undefined, item: XmlRead): UploadedPart {
  if (!part || childText(item, 'ETag')?.replaceAll('"', '').trim() !== part.etag) throw s3Errors.invalidPart();
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const given = childText(item, checksumElement(algorithm));
    if (given !== undefined && part.checksum?.algorithm === algorithm && part.checksum.value !== given) {
      throw s3Errors.invalidPart();
    }
  }
  return part;
}

/** The client may say what it expects of the whole. */
function checkWhole({ request }: S3Call, checksum: Checksum | undefined, parts: readonly UploadedPart[]): void {
  const { headers } = request;
  const size = headers['x-amz-mp-object-size'];
  if (size !== undefined && Number(size) !== parts.reduce((sum, part) => sum + part.size, 0)) {
    throw s3Errors.invalidRequest('The provided x-amz-mp-object-size header does not match what was computed.');
  }
  const given = checksum && headers[checksumHeader(checksum.algorithm)];
  if (given !== undefined && given !== checksum?.value) throw s3Errors.badChecksum(checksum?.algorithm ?? '');
}

/** The MD5 of the MD5s, and how many there are. */
function etagOf(parts: readonly UploadedPart[]): string {
  const md5 = createHash('md5');
  for (const { etag } of parts) md5.update(Buffer.from(etag, 'hex'));
  return `${md5.digest('hex')}-${parts.length}`;
}

const summary = ({ number, size, checksum }: UploadedPart): PartSummary => ({
  number,
  size,
  ...(checksum ? { checksum } : {}),
});
