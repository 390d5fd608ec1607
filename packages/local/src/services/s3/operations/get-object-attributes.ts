import { writeXml, type XmlContent } from '#gateway/xml.ts';
import { versionHeader } from '#services/s3/commit.ts';
import { s3Errors } from '#services/s3/errors.ts';
import { findObject } from '#services/s3/find-version.ts';
import {
  NAMESPACE,
  objectArn,
  parameter,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import { checksumElements } from '#services/s3/operations/copy-object.ts';
import type { ObjectVersion } from '#services/s3/store/version.ts';

const KNOWN = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export const getObjectAttributes = (context: S3Context): S3Operation => ({
  name: 'GetObjectAttributes',
  method: 'GET',
  level: 'object',
  query: ['attributes'],
  access(call) {
    const kind = parameter(call, 'versionId') === undefined ? 'Object' : 'ObjectVersion';
    const resource = objectArn(call.bucket, call.key);
    return [
      { action: `s3:Get${kind}`, resource },
      { action: `s3:Get${kind}Attributes`, resource },
    ];
  },
  run(call) {
    const asked = (call.request.headers['x-amz-object-attributes'] ?? '').split(',').map((name) => name.trim());
    const unknown = asked.find((name) => !KNOWN.includes(name));
    if (unknown !== undefined) {
      throw s3Errors.invalidArgument('Invalid attribute name specified.', 'x-amz-object-attributes', unknown);
    }
    const bucket = context.buckets.get(call.bucket);
    const version = findObject(context, call, bucket);
    const all = attributes(version, Number(call.request.headers['x-amz-max-parts'] ?? 1_000));
    const answer = Object.fromEntries(Object.entries(all).filter(([name]) => asked.includes(name)));
    return xmlResponse(call, writeXml('GetObjectAttributesResponse', answer, NAMESPACE), {
      'last-modified': new Date(version.lastModified).toUTCString(),
      ...versionHeader(bucket, version.versionId),
    });
  },
});

const attributes = (version: ObjectVersion, mostParts: number): Readonly<Record<string, XmlContent>> => ({
  ETag: version.etag,
  Checksum: version.checksum ? checksumElements(version.checksum) : undefined,
  ObjectParts: version.parts && {
    PartsCount: version.parts.length,
    PartNumberMarker: 0,
    MaxParts: mostParts,
    IsTruncated: version.parts.length > mostParts,
    Part: version.parts.slice(0, mostParts).map(({ number, size, checksum }) => ({
      PartNumber: number,
      Size: size,
      ...(checksum ? { ...checksumElements(checksum), ChecksumType: undefined } : {}),
    })),
  },
  StorageClass: version.storageClass,
  ObjectSize: version.size,
});
