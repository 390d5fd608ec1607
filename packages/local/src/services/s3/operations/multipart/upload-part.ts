import { writeXml } from '#gateway/xml.ts';
import { checkPartChecksum } from '#services/s3/checksums/upload.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { findUpload, uploadAccess } from '#services/s3/objects/uploads.ts';
import {
  emptyResponse,
  LARGEST_OBJECT,
  NAMESPACE,
  parameter,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import {
  checksumElements,
  openSource,
  SOURCE_HEADERS,
  sourceAccess,
  sourceVersionHeader,
} from '#services/s3/operations/copy-object.ts';
import { checksumHeaders } from '#services/s3/operations/put-object.ts';
import { type Received, receive, store } from '#services/s3/receive.ts';
import { encryptionHeaders } from '#services/s3/settings/object-encryption.ts';
import { type Range, readSegments } from '#services/s3/store/read-segments.ts';
import type { UploadedPart } from '#services/s3/store/version.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart = (context: S3Context): S3Operation => ({
  name: 'UploadPart',
  method: 'PUT',
  level: 'object',
  query: ['uploadId', 'partNumber'],
  largestBody: LARGEST_OBJECT,
  access: (call) => uploadAccess(call, 's3:PutObject'),
  async run(call) {
    const number = partNumber(call);
    const { upload } = findUpload(context, call);
    checkPartChecksum(upload, call.request.headers);
    const received = await receive(context.buckets.blobs, call.request, upload.checksum?.algorithm);
    const part = addPart(context, call, number, received);
    return emptyResponse(call, 200, {
      etag: `"${part.etag}"`,
      ...encryptionHeaders(upload),
      ...checksumHeaders(part.checksum),
    });
  },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export const uploadPartCopy = (context: S3Context): S3Operation => ({
  name: 'UploadPartCopy',
  method: 'PUT',
  level: 'object',
  query: ['uploadId', 'partNumber'],
  header: 'x-amz-copy-source',
  takes: [...SOURCE_HEADERS, 'x-amz-copy-source-range'],
  largestBody: 0,
  access: (call) => [sourceAccess(call), ...uploadAccess(call, 's3:PutObject')],
  async run(call) {
    const number = partNumber(call);
    const { upload } = findUpload(context, call);
    const { blobs } = context.buckets;
    const source = openSource(context, call);
    const { segments, size } = source.version;
    const pieces = readSegments(blobs, segments, copyRange(call, size));
    const part = addPart(context, call, number, await store(blobs, pieces, upload.checksum?.algorithm ?? 'CRC64NVME'));
    const answer = {
      LastModified: new Date(part.lastModified).toISOString(),
      ETag: `"${part.etag}"`,
      ...checksumElements(part.checksum),
    };
    return xmlResponse(call, writeXml('CopyPartResult', answer, NAMESPACE), sourceVersionHeader(source));
  },
});

function partNumber(call: S3Call): number {
  const text = parameter(call, 'partNumber') ?? '';
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 10_000) return number;
  throw s3Errors.invalidArgument('Part number must be an integer between 1 and 10000, inclusive', 'partNumber', text);
}

/** The upload may have ended while the part came: then the part is nothing. */
function addPart(context: S3Context, call: S3Call, number: number, received: Received): UploadedPart {
  const { segment, md5, checksum } = received;
  const part = {
    number,
    etag: md5,
    size: segment.size,
    checksum,
    lastModified: context.clock.now(),
    segments: [segment],
  };
  try {
    const { upload } = findUpload(context, call);
    context.buckets.get(call.bucket).addPart(upload.uploadId, part);
    return part;
  } catch (error) {
    context.buckets.blobs.remove([segment]);
    throw error;
  }
}

function copyRange({ request }: S3Call, size: number): Range {
  const header = request.headers['x-amz-copy-source-range'];
  if (header === undefined) return { start: 0, end: size };
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last)) {
    throw s3Errors.invalidArgument(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      'x-amz-copy-source-range',
      header,
    );
  }
  if (Number(last) >= size) {
    throw s3Errors.invalidArgument(
      `Range specified is not valid for source object of size: ${size}`,
      'x-amz-copy-source-range',
      header,
    );
  }
  return { start: Number(first), end: Number(last) + 1 };
}
