import { writeXml, type XmlContent } from '#gateway/xml.ts';
import type { Checksum } from '#services/s3/checksums/algorithms.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { versionHeader } from '#services/s3/objects/commit.ts';
import { findObject } from '#services/s3/objects/find-version.ts';
import {
  NAMESPACE,
  objectArn,
  parameter,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import { checksumElements } from '#services/s3/operations/copy-object.ts';
import type { ObjectVersion } from '#services/s3/store/version.ts';

const KNOWN = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'];
const ATTRIBUTES = 'x-amz-object-attributes';
const MOST_PARTS = 'x-amz-max-parts';
const MARKER = 'x-amz-part-number-marker';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export const getObjectAttributes = (context: S3Context): S3Operation => ({
  name: 'GetObjectAttributes',
  method: 'GET',
  level: 'object',
  query: ['attributes'],
  takes: ['versionId', ATTRIBUTES, MOST_PARTS, MARKER],
  largestBody: 0,
  access(call) {
    const kind = parameter(call, 'versionId') === undefined ? 'Object' : 'ObjectVersion';
    const resource = objectArn(call.bucket, call.key);
    return [
      { action: `s3:Get${kind}`, resource },
      { action: `s3:Get${kind}Attributes`, resource },
    ];
  },
  run(call) {
    const asked = (call.request.headers[ATTRIBUTES] ?? '').split(',').map((name) => name.trim());
    const unknown = asked.find((name) => !KNOWN.includes(name));
    if (unknown !== undefined) throw s3Errors.invalidArgument('Invalid attribute name specified.', ATTRIBUTES, unknown);
    const page = { most: Math.min(readNumber(call, MOST_PARTS, 1_000), 1_000), marker: readNumber(call, MARKER, 0) };
    const bucket = context.buckets.get(call.bucket);
    const version = findObject(context, call, bucket);
    const all = attributes(version, page);
    const answer = Object.fromEntries(Object.entries(all).filter(([name]) => asked.includes(name)));
    return xmlResponse(call, writeXml('GetObjectAttributesResponse', answer, NAMESPACE), {
      'last-modified': new Date(version.lastModified).toUTCString(),
      ...versionHeader(bucket, version.versionId),
    });
  },
});

function readNumber({ request }: S3Call, header: string, otherwise: number): number {
  const value = request.headers[header];
  if (value === undefined) return otherwise;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw s3Errors.invalidArgument(`Provided ${header} not an integer or within integer range`, header, value);
}

interface Page {
  readonly most: number;
  /** The last part of the page before. */
  readonly marker: number;
}

const attributes = (version: ObjectVersion, page: Page): Readonly<Record<string, XmlContent>> => ({
  ETag: version.etag,
  Checksum: version.checksum && withoutCount(version.checksum),
  ObjectParts: version.parts && objectParts(version.parts, page),
  StorageClass: version.storageClass,
  ObjectSize: version.size,
});

/** Here alone a checksum of checksums does not say of how many. */
const withoutCount = (checksum: Checksum) =>
  checksumElements({ ...checksum, value: checksum.value.replace(/-\d+$/, '') });

/** The parts themselves are told only where they came with checksums. */
function objectParts(parts: NonNullable<ObjectVersion['parts']>, { most, marker }: Page): XmlContent {
  const left = parts.filter(({ number, checksum }) => number > marker && checksum !== undefined);
  const page = left.slice(0, most);
  return {
    PartsCount: parts.length,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts: most,
    IsTruncated: page.length < left.length,
    Part: page.map(({ number, size, checksum }) => ({
      PartNumber: number,
      Size: size,
      ...{ ...checksumElements(checksum), ChecksumType: undefined },
    })),
  };
}
