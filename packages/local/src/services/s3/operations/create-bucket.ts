import * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import { readBody } from '#services/s3/body.ts';
import { s3Errors } from '#services/s3/errors.ts';
import {
  bucketArn,
  emptyResponse,
  LARGEST_DOCUMENT,
  type S3Call,
  type S3Context,
  type S3Operation,
} from '#services/s3/operation.ts';
import { grantOf, readAcl } from '#services/s3/settings/acl.ts';
import { many, notDone, one, readDocument } from '#services/s3/settings/document.ts';
import { OWNERSHIPS, ownedBy } from '#services/s3/settings/ownership.ts';
import { readTagList, tagElement } from '#services/s3/settings/tags.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';

const schema = one({
  LocationConstraint: z.string().optional(),
  Location: notDone,
  Bucket: notDone,
  Tags: one({ Tag: many(tagElement) }).optional(),
});

const OWNERSHIP = 'x-amz-object-ownership';
const LOCK = 'x-amz-bucket-object-lock-enabled';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export const createBucket = ({ buckets, place }: S3Context): S3Operation => ({
  name: 'CreateBucket',
  method: 'PUT',
  level: 'bucket',
  takes: [
    'x-amz-acl',
    'x-amz-grant-full-control',
    'x-amz-grant-read',
    'x-amz-grant-read-acp',
    'x-amz-grant-write',
    'x-amz-grant-write-acp',
    LOCK,
    OWNERSHIP,
  ],
  largestBody: LARGEST_DOCUMENT,
  access: (call) => createAccess(call),
  async run(call) {
    const settings = readSettings(call, await readBody(call.request), place.region);
    if (buckets.find(call.bucket)) {
      // In us-east-1 the owner may create a bucket again, which changes nothing.
      if (place.region !== 'us-east-1') throw s3Errors.bucketAlreadyOwnedByYou(call.bucket);
    } else buckets.create(call.bucket).configure(settings);
    return emptyResponse(call, 200, { location: `/${call.bucket}`, 'x-amz-bucket-arn': bucketArn(call.bucket) });
  },
});

/** Who sets something at the creation needs the right to set it. */
function createAccess({ bucket, request: { headers } }: S3Call) {
  const resource = bucketArn(bucket);
  const actions = [
    's3:CreateBucket',
    ...(headers[OWNERSHIP] === undefined ? [] : ['s3:PutBucketOwnershipControls']),
    ...(headers['x-amz-acl'] === undefined && grantOf(headers) === undefined ? [] : ['s3:PutBucketAcl']),
  ];
  return actions.map((action) => ({ action, resource }));
}

function readSettings({ request: { headers } }: S3Call, body: string, region: string): Partial<BucketConfig> {
  const document = body === '' ? undefined : readDocument('CreateBucketConfiguration', schema, body);
  checkLocation(document?.LocationConstraint, region);
  if (headers[LOCK]?.toLowerCase() === 'true') throw s3Errors.notImplemented(LOCK);
  const ownership = headers[OWNERSHIP];
  if (ownership !== undefined && !OWNERSHIPS.some((known) => known === ownership)) {
    throw s3Errors.invalidArgument(`Invalid ${OWNERSHIP} header: ${ownership}`, OWNERSHIP, ownership);
  }
  checkBucketAcl(headers, ownership);
  return {
    ...(document?.Tags ? { tags: readTagList(document.Tags.Tag, 50) } : {}),
    ...(ownership === undefined ? {} : { documents: { ownershipControls: ownedBy(ownership) } }),
  };
}

function checkLocation(wanted: string | undefined, region: string): void {
  // The first of the regions is where no constraint is.
  if (wanted === 'us-east-1')
    throw new AwsError('InvalidLocationConstraint', 'The specified location-constraint is not valid');
  if (wanted === undefined || wanted === region) return;
  throw new AwsError(
    'IllegalLocationConstraintException',
    `The ${wanted} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

function checkBucketAcl(headers: Readonly<Record<string, string>>, ownership = 'BucketOwnerEnforced'): void {
  const acl = readAcl(headers);
  const asked = grantOf(headers) ?? (acl === undefined || acl === 'private' ? undefined : `x-amz-acl: ${acl}`);
  if (asked === undefined) return;
  if (ownership !== 'BucketOwnerEnforced') throw s3Errors.notImplemented(asked);
  throw new AwsError(
    'InvalidBucketAclWithObjectOwnership',
    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
  );
}
