import { writeXml } from '#gateway/xml.ts';
import {
  bucketArn,
  emptyResponse,
  NAMESPACE,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import { createBucket } from '#services/s3/operations/create-bucket.ts';
import { listBuckets } from '#services/s3/operations/list-buckets.ts';
import { removePolicies } from '#services/s3/public-access.ts';

/** What is done with buckets as a whole. */
export const bucketOperations = (context: S3Context): readonly S3Operation[] => [
  createBucket(context),
  deleteBucket(context),
  headBucket(context),
  listBuckets(context),
  getBucketLocation(context),
];

const on = (action: string) => (call: S3Call) => [{ action, resource: bucketArn(call.bucket) }];

const deleteBucket = ({ buckets, policies }: S3Context): S3Operation => ({
  name: 'DeleteBucket',
  method: 'DELETE',
  level: 'bucket',
  largestBody: 0,
  access: on('s3:DeleteBucket'),
  run(call) {
    buckets.delete(call.bucket);
    removePolicies(policies, call.bucket);
    return emptyResponse(call, 204);
  },
});

const headBucket = ({ buckets, place }: S3Context): S3Operation => ({
  name: 'HeadBucket',
  method: 'HEAD',
  level: 'bucket',
  largestBody: 0,
  access: on('s3:ListBucket'),
  run(call) {
    buckets.get(call.bucket);
    return emptyResponse(call, 200, {
      'x-amz-bucket-region': place.region,
      'x-amz-bucket-arn': bucketArn(call.bucket),
    });
  },
});

const getBucketLocation = ({ buckets, place }: S3Context): S3Operation => ({
  name: 'GetBucketLocation',
  method: 'GET',
  level: 'bucket',
  query: ['location'],
  largestBody: 0,
  access: on('s3:GetBucketLocation'),
  run(call) {
    buckets.get(call.bucket);
    return xmlResponse(
      call,
      writeXml('LocationConstraint', place.region === 'us-east-1' ? '' : place.region, NAMESPACE),
    );
  },
});
