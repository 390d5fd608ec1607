import { writeXml } from '#gateway/xml.ts';
import { readBody } from '#services/s3/body.ts';
import { authorizeCall, requestTagKeys } from '#services/s3/condition-keys.ts';
import { requesterOf, versionHeader } from '#services/s3/objects/commit.ts';
import { findObject } from '#services/s3/objects/find-version.ts';
import {
  emptyResponse,
  LARGEST_DOCUMENT,
  NAMESPACE,
  objectArn,
  parameter,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import { strangerAccess } from '#services/s3/public-access.ts';
import { readTags, type Tags, tagSet } from '#services/s3/settings/tags.ts';
import type { ObjectVersion } from '#services/s3/store/version.ts';

/** Tags of objects: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
export const taggingOperations = (context: S3Context): readonly S3Operation[] => [
  {
    name: 'GetObjectTagging',
    method: 'GET',
    level: 'object',
    query: ['tagging'],
    takes: ['versionId'],
    largestBody: 0,
    access: (call) => taggingAccess(call, 'Get'),
    run(call) {
      const bucket = context.buckets.get(call.bucket);
      const version = findObject(context, call, bucket);
      const body = writeXml('Tagging', tagSet(version.tags), NAMESPACE);
      return xmlResponse(call, body, versionHeader(bucket, version.versionId));
    },
  },
  {
    name: 'PutObjectTagging',
    method: 'PUT',
    level: 'object',
    query: ['tagging'],
    takes: ['versionId'],
    // The tags themselves are what policies may ask about.
    largestBody: LARGEST_DOCUMENT,
    access: (call) => strangerAccess(context, call, 's3:PutObjectTagging'),
    async run(call) {
      const body = await readBody(call.request);
      const tags = readTags(body, 10);
      for (const access of taggingAccess(call, 'Put'))
        authorizeCall(context, call, { ...access, context: requestTagKeys(tags) });
      const version = retag(context, call, tags);
      context.events.tagged(context.buckets.get(call.bucket), version, requesterOf(context, call));
      return emptyResponse(call, 200, versionHeader(context.buckets.get(call.bucket), version.versionId));
    },
  },
  {
    name: 'DeleteObjectTagging',
    method: 'DELETE',
    level: 'object',
    query: ['tagging'],
    takes: ['versionId'],
    largestBody: 0,
    access: (call) => taggingAccess(call, 'Delete'),
    run(call) {
      const version = retag(context, call, {});
      context.events.untagged(context.buckets.get(call.bucket), version, requesterOf(context, call));
      return emptyResponse(call, 204, versionHeader(context.buckets.get(call.bucket), version.versionId));
    },
  },
];

function taggingAccess(call: S3Call, verb: 'Get' | 'Put' | 'Delete') {
  const kind = parameter(call, 'versionId') === undefined ? 'Object' : 'ObjectVersion';
  return [{ action: `s3:${verb}${kind}Tagging`, resource: objectArn(call.bucket, call.key) }];
}

function retag(context: S3Context, call: S3Call, tags: Tags): ObjectVersion {
  const bucket = context.buckets.get(call.bucket);
  const version = { ...findObject(context, call, bucket), tags };
  bucket.retag(version);
  return version;
}
