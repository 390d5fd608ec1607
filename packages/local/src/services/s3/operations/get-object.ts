import type { Access } from '#gateway/service.ts';
import { attributeHeaders } from '#services/s3/attributes.ts';
import { versionHeader } from '#services/s3/commit.ts';
import { findObject } from '#services/s3/find-version.ts';
import {
  identification,
  objectArn,
  parameter,
  type S3Call,
  type S3Context,
  type S3Operation,
} from '#services/s3/operation.ts';
import { checksumHeaders } from '#services/s3/operations/put-object.ts';
import { checkRead } from '#services/s3/preconditions.ts';
import { readPart, readRange } from '#services/s3/range.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';
import { bodyOf, type Range } from '#services/s3/store/read-segments.ts';
import type { ObjectVersion } from '#services/s3/store/version.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject = (context: S3Context): S3Operation => ({
  name: 'GetObject',
  method: 'GET',
  level: 'object',
  access: readAccess,
  async run(call) {
    const { version, range, status, headers } = open(context, call);
    const body = await bodyOf(context.buckets.blobs, version.segments, range);
    return { status, headers, body };
  },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject = (context: S3Context): S3Operation => ({
  name: 'HeadObject',
  method: 'HEAD',
  level: 'object',
  access: readAccess,
  run(call) {
    const { status, headers } = open(context, call);
    return { status, headers };
  },
});

function readAccess(call: S3Call): readonly Access[] {
  const versioned = parameter(call, 'versionId') !== undefined;
  return [{ action: versioned ? 's3:GetObjectVersion' : 's3:GetObject', resource: objectArn(call.bucket, call.key) }];
}

interface Opened {
  readonly version: ObjectVersion;
  readonly range: Range;
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
}

function open(context: S3Context, call: S3Call): Opened {
  const bucket = context.buckets.get(call.bucket);
  const version = findObject(context, call, bucket);
  checkRead(call.request.headers, version);
  const part = parameter(call, 'partNumber');
  const asked =
    part === undefined ? readRange(call.request.headers.range, version.size) : readPart(Number(part), version);
  const range = asked ?? { start: 0, end: version.size };
  const partial = asked !== undefined && (part === undefined || version.size > 0);
  return {
    version,
    range,
    status: partial ? 206 : 200,
    headers: {
      ...objectHeaders(call, bucket, version),
      'content-length': String(range.end - range.start),
      ...(partial ? { 'content-range': `bytes ${range.start}-${range.end - 1}/${version.size}` } : {}),
      ...(part !== undefined && version.parts ? { 'x-amz-mp-parts-count': String(version.parts.length) } : {}),
      ...checksumsOf(call, version, asked !== undefined),
    },
  };
}

const objectHeaders = (call: S3Call, bucket: Bucket, version: ObjectVersion): Readonly<Record<string, string>> => ({
  ...identification(call.request),
  'accept-ranges': 'bytes',
  'last-modified': new Date(version.lastModified).toUTCString(),
  etag: `"${version.etag}"`,
  'x-amz-server-side-encryption': 'AES256',
  ...attributeHeaders(version),
  ...overrides(call),
  ...versionHeader(bucket, version.versionId),
});

const OVERRIDES = [
  'content-type',
  'content-language',
  'expires',
  'cache-control',
  'content-disposition',
  'content-encoding',
];

/** `response-content-type=…`: what the answer should say instead. */
function overrides(call: S3Call): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const name of OVERRIDES) {
    const value = parameter(call, `response-${name}`);
    if (value !== undefined) headers[name] = value;
  }
  return headers;
}

/** Only when asked for, and not for a part of the bytes that were summed. */
function checksumsOf(call: S3Call, version: ObjectVersion, partial: boolean): Readonly<Record<string, string>> {
  const wanted = call.request.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED';
  return wanted && !partial ? checksumHeaders(version.checksum) : {};
}
