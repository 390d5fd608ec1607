import type { Access } from '#gateway/service.ts';
import { writeXml } from '#gateway/xml.ts';
import { type Checksum, checksumElement } from '#services/s3/checksums/algorithms.ts';
import { readAlgorithm } from '#services/s3/checksums/expected.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { ATTRIBUTE_HEADERS, readAttributes } from '#services/s3/objects/attributes.ts';
import { commitObject, type NewObject, versionHeader } from '#services/s3/objects/commit.ts';
import { findVersion } from '#services/s3/objects/find-version.ts';
import { checkCopySource, checkWrite } from '#services/s3/objects/preconditions.ts';
import {
  NAMESPACE,
  objectArn,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import { decodeKey } from '#services/s3/protocol/address.ts';
import { checkOwner } from '#services/s3/protocol/request-schema.ts';
import { type Received, store } from '#services/s3/receive.ts';
import { authorizeKey, encryptionHeaders } from '#services/s3/settings/object-encryption.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';
import { readSegments } from '#services/s3/store/read-segments.ts';
import type { ObjectAttributes, ObjectVersion } from '#services/s3/store/version.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject = (context: S3Context): S3Operation => ({
  name: 'CopyObject',
  method: 'PUT',
  level: 'object',
  header: 'x-amz-copy-source',
  takes: [
    ...ATTRIBUTE_HEADERS,
    ...SOURCE_HEADERS,
    'x-amz-metadata-directive',
    'x-amz-tagging-directive',
    'x-amz-checksum-algorithm',
  ],
  largestBody: 0,
  access: (call) => copyAccess(context, call),
  async run(call) {
    const { headers } = call.request;
    const bucket = context.buckets.get(call.bucket);
    const source = openSource(context, call);
    const attributes = copyAttributes(context, call, bucket, source);
    authorizeKey(context, call, attributes, 'kms:GenerateDataKey');
    const object = { key: call.key, ...attributes, ...(await copyBytes(context, call, source.version)) };
    const version = commitCopy(context, call, bucket, object);
    const answer = {
      LastModified: new Date(version.lastModified).toISOString(),
      ETag: `"${version.etag}"`,
      ...checksumElements(version.checksum),
    };
    return xmlResponse(call, writeXml('CopyObjectResult', answer, NAMESPACE), {
      ...encryptionHeaders(attributes),
      ...sourceVersionHeader(source),
      ...versionHeader(bucket, version.versionId),
      ...(headers['x-amz-storage-class'] ? { 'x-amz-storage-class': version.storageClass } : {}),
    });
  },
});

function commitCopy(context: S3Context, call: S3Call, bucket: Bucket, object: NewObject): ObjectVersion {
  try {
    checkWrite(call.request.headers, call.key, bucket.index.current(call.key));
    return commitObject(context, call, bucket, object, 'CopyObject');
  } catch (error) {
    context.buckets.blobs.remove(object.segments);
    throw error;
  }
}

/** Headers of every copy that say something of the source. */
export const SOURCE_HEADERS = [
  'x-amz-copy-source-if-match',
  'x-amz-copy-source-if-modified-since',
  'x-amz-copy-source-if-none-match',
  'x-amz-copy-source-if-unmodified-since',
  'x-amz-source-expected-bucket-owner',
];

/** The object that is copied, and the bucket that it lies in. */
export interface CopySource {
  readonly bucket: Bucket;
  readonly version: ObjectVersion;
}

export interface SourceName {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** Reads `x-amz-copy-source`: `/bucket/key?versionId=…`, percent-encoded. */
export function sourceName({ request }: S3Call): SourceName {
  const [path = '', query = ''] = (request.headers['x-amz-copy-source'] ?? '').split('?versionId=');
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(path.replace(/^%2F/i, '').replace(/%2F/i, '/')) ?? [];
  if (bucket === undefined || key === undefined) {
    throw s3Errors.invalidArgument(
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      'x-amz-copy-source',
      path,
    );
  }
  return { bucket, key: decodeKey(key), versionId: query === '' ? undefined : query };
}

export function openSource(context: S3Context, call: S3Call): CopySource {
  const { bucket: name, key, versionId } = sourceName(call);
  const bucket = context.buckets.get(name);
  checkOwner(call, context.place.accountId, 'x-amz-source-expected-bucket-owner');
  const version = findVersion(context, { ...call, bucket: name }, bucket, key, versionId);
  if (version.kind === 'marker') {
    if (versionId === undefined) throw s3Errors.noSuchKey(key);
    throw s3Errors.invalidRequest(
      'The source of a copy request may not specifically refer to a delete marker by version id.',
    );
  }
  checkCopySource(call.request.headers, version);
  authorizeKey(context, call, version, 'kms:Decrypt');
  return { bucket, version };
}

export function sourceAccess(call: S3Call): Access {
  const { bucket, key, versionId } = sourceName(call);
  return { action: versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion', resource: objectArn(bucket, key) };
}

/** Tags travel with the object unless others are given, and both sides must allow it. */
function copyAccess(context: S3Context, call: S3Call): readonly Access[] {
  const { bucket, key, versionId } = sourceName(call);
  const source = context.buckets.find(bucket)?.index;
  const version = versionId === undefined ? source?.current(key) : source?.find(key, versionId);
  const replaced = directive(call, 'x-amz-tagging-directive') === 'REPLACE';
  const tagged = version?.kind === 'object' && Object.keys(version.tags).length > 0 && !replaced;
  const resource = objectArn(call.bucket, call.key);
  const read = sourceAccess(call);
  const readTags = { action: `${read.action}Tagging`, resource: read.resource };
  const writesTags = tagged || (replaced && call.request.headers['x-amz-tagging'] !== undefined);
  return [
    read,
    { action: 's3:PutObject', resource },
    ...(tagged ? [readTags] : []),
    ...(writesTags ? [{ action: 's3:PutObjectTagging', resource }] : []),
  ];
}

function directive({ request }: S3Call, header: string): 'COPY' | 'REPLACE' {
  const value = request.headers[header] ?? 'COPY';
  if (value === 'COPY' || value === 'REPLACE') return value;
  throw s3Errors.invalidArgument(`Unknown ${header.slice('x-amz-'.length).replace('-', ' ')}.`, header, value);
}

function copyAttributes(
  context: S3Context,
  call: S3Call,
  target: Bucket,
  { bucket, version }: CopySource,
): ObjectAttributes {
  const given = readAttributes(context, call.request.headers, target.config);
  const replace = directive(call, 'x-amz-metadata-directive') === 'REPLACE';
  const classGiven = call.request.headers['x-amz-storage-class'] !== undefined;
  const encrypts = call.request.headers['x-amz-server-side-encryption'] !== undefined;
  const toItself = bucket.name === call.bucket && version.key === call.key && sourceName(call).versionId === undefined;
  if (toItself && !replace && !classGiven && !encrypts) {
    throw s3Errors.invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const { headers, metadata } = replace ? given : version;
  const tags = directive(call, 'x-amz-tagging-directive') === 'REPLACE' ? given.tags : version.tags;
  const { encryption, storageClass } = given;
  return { headers, metadata, tags, encryption, storageClass };
}

type Bytes = Pick<NewObject, 'size' | 'etag' | 'segments' | 'checksum'>;

/** What came in one piece is shared with the copy; what came in parts becomes one piece with an ETag of its own. */
async function copyBytes({ buckets: { blobs } }: S3Context, call: S3Call, version: ObjectVersion): Promise<Bytes> {
  const wanted = readAlgorithm(call.request.headers['x-amz-checksum-algorithm']);
  const { size, etag, checksum } = version;
  const [only] = version.segments;
  const kept = wanted === undefined || wanted === checksum?.algorithm;
  if (only && !version.parts && kept) {
    const unpin = blobs.pin(version.segments);
    const segments = [await blobs.share(only).finally(unpin)];
    return { size, etag, segments, ...(checksum ? { checksum } : {}) };
  }
  const pieces = readSegments(blobs, version.segments, { start: 0, end: size });
  return fromReceived(await store(blobs, pieces, wanted ?? checksum?.algorithm ?? 'CRC64NVME'));
}

const fromReceived = ({ segment, md5, checksum }: Received): Bytes => ({
  size: segment.size,
  etag: md5,
  segments: [segment],
  checksum,
});

export const checksumElements = (checksum: Checksum | undefined) =>
  checksum ? { [checksumElement(checksum.algorithm)]: checksum.value, ChecksumType: checksum.type } : {};

export const sourceVersionHeader = ({ bucket, version }: CopySource): Readonly<Record<string, string>> =>
  bucket.config.versioning === undefined ? {} : { 'x-amz-copy-source-version-id': version.versionId };
