import type { Access } from '#gateway/service.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { attributeHeaders } from '#services/s3/objects/attributes.ts';
import { versionHeader } from '#services/s3/objects/commit.ts';
import { findObject } from '#services/s3/objects/find-version.ts';
import { checkRead, checkReadable } from '#services/s3/objects/preconditions.ts';
import { readPart, readRange } from '#services/s3/objects/range.ts';
import {
  identification,
  objectArn,
  parameter,
  type S3Call,
  type S3Context,
  type S3Operation,
} from '#services/s3/operation.ts';
import { checksumHeaders } from '#services/s3/operations/put-object.ts';
import { authorizeKey, encryptionHeaders } from '#services/s3/settings/object-encryption.ts';
import type { Bucket } from '#services/s3/store/bucket.ts';
import { bodyOf, type Range } from '#services/s3/store/read-segments.ts';
import type { ObjectVersion } from '#services/s3/store/version.ts';

const OVERRIDES = [
  'content-type',
  'content-language',
  'expires',
  'cache-control',
  'content-disposition',
  'content-encoding',
];

const READ_PARAMETERS = ['versionId', 'partNumber', ...OVERRIDES.map((name) => `response-${name}`)];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject = (context: S3Context): S3Operation => ({
  name: 'GetObject',
  method: 'GET',
  level: 'object',
  takes: READ_PARAMETERS,
  largestBody: 0,
  access: readAccess,
  async run(call) {
    const { version, range, status, headers } = open(context, call);
    checkReadable(version);
    authorizeKey(context, call, version, 'kms:Decrypt');
    const body = await bodyOf(context.buckets.blobs, version.segments, range);
    return { status, headers, body };
  },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject = (context: S3Context): S3Operation => ({
  name: 'HeadObject',
  method: 'HEAD',
  level: 'object',
  takes: READ_PARAMETERS,
  largestBody: 0,
  access: readAccess,
  run(call) {
    const { version, status, headers } = open(context, call);
    authorizeKey(context, call, version, 'kms:Decrypt');
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
  if (parameter(call, 'partNumber') !== undefined && call.request.headers.range !== undefined)
    throw s3Errors.invalidRequest('Cannot specify both Range header and partNumber query parameter');
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
  ...encryptionHeaders(version),
  ...attributeHeaders(version),
  ...overrides(call),
  ...versionHeader(bucket, version.versionId),
});

/** `response-content-type=…`: what the answer should say instead. */
function overrides(call: S3Call): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const name of OVERRIDES) {
    const value = parameter(call, `response-${name}`);
    if (value !== undefined && value !== '') headers[name] = value;
  }
  return headers;
}

/** Only when asked for: of a part what it came with, and nothing for a part of the bytes that were summed. */
function checksumsOf(call: S3Call, version: ObjectVersion, partial: boolean): Readonly<Record<string, string>> {
  if (call.request.headers['x-amz-checksum-mode']?.toUpperCase() !== 'ENABLED') return {};
  const number = parameter(call, 'partNumber');
  if (number === undefined) return partial ? {} : checksumHeaders(version.checksum);
  const part = version.parts?.[Number(number) - 1];
  const type = version.checksum?.type ?? 'COMPOSITE';
  return checksumHeaders(version.parts ? part?.checksum && { ...part.checksum, type } : version.checksum);
}
