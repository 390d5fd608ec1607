import { AwsError } from '#gateway/aws-error.ts';
import { nameOf } from '#services/iam/denial.ts';
import { readBody } from '#services/s3/body.ts';
import { s3Errors } from '#services/s3/errors.ts';
import {
  bucketArn,
  emptyResponse,
  identification,
  LARGEST_DOCUMENT,
  type S3Call,
  type S3Context,
  type S3Operation,
} from '#services/s3/operation.ts';
import { refusesPublic } from '#services/s3/public-access.ts';

const on = (action: string) => (call: S3Call) => [{ action, resource: bucketArn(call.bucket) }];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html */
function publicRefused({ bucket, request: { principal } }: S3Call): AwsError {
  const who = principal.kind === 'anonymous' ? 'anonymous' : nameOf(principal);
  const what = `User: ${who} is not authorized to perform: s3:PutBucketPolicy on resource: "${bucketArn(bucket)}"`;
  const why = 'because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.';
  return new AwsError('AccessDenied', `${what} ${why}`, 403);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
export const bucketPolicyOperations = ({ buckets, policies }: S3Context): readonly S3Operation[] => [
  {
    name: 'GetBucketPolicy',
    method: 'GET',
    level: 'bucket',
    query: ['policy'],
    largestBody: 0,
    access: on('s3:GetBucketPolicy'),
    run(call) {
      const { policy } = buckets.get(call.bucket).config;
      if (policy === undefined) {
        throw s3Errors.noSuchConfiguration('NoSuchBucketPolicy', 'The bucket policy does not exist', call.bucket);
      }
      return {
        status: 200,
        headers: { 'content-type': 'application/json', ...identification(call.request) },
        body: policy,
      };
    },
  },
  {
    name: 'PutBucketPolicy',
    method: 'PUT',
    level: 'bucket',
    query: ['policy'],
    takes: ['x-amz-confirm-remove-self-bucket-access'],
    largestBody: LARGEST_DOCUMENT,
    access: on('s3:PutBucketPolicy'),
    async run(call) {
      const bucket = buckets.get(call.bucket);
      const policy = await readBody(call.request);
      const document = policies.checkResourcePolicy(bucketArn(call.bucket), policy);
      if (refusesPublic(bucket.config, document)) throw publicRefused(call);
      bucket.configure({ policy });
      return emptyResponse(call, 204);
    },
  },
  {
    name: 'DeleteBucketPolicy',
    method: 'DELETE',
    level: 'bucket',
    query: ['policy'],
    largestBody: 0,
    access: on('s3:DeleteBucketPolicy'),
    run(call) {
      buckets.get(call.bucket).removePolicy();
      return emptyResponse(call, 204);
    },
  },
];
