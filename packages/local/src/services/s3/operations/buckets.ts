import { text } from 'node:stream/consumers';
import { AwsError } from '#gateway/aws-error.ts';
import { childText, readXml, writeXml } from '#gateway/xml.ts';
import { s3Errors } from '#services/s3/errors.ts';
import {
  bucketArn,
  emptyResponse,
  NAMESPACE,
  parameter,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import { owner } from '#services/s3/operations/list-objects.ts';
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

const createBucket = ({ buckets, place }: S3Context): S3Operation => ({
  name: 'CreateBucket',
  method: 'PUT',
  level: 'bucket',
  access: on('s3:CreateBucket'),
  async run(call) {
    checkLocation(await text(call.request.body), place.region);
    if (buckets.find(call.bucket)) {
      // In us-east-1 the owner may create a bucket again, which changes nothing.
      if (place.region !== 'us-east-1') throw s3Errors.bucketAlreadyOwnedByYou(call.bucket);
    } else buckets.create(call.bucket);
    return emptyResponse(call, 200, { location: `/${call.bucket}`, 'x-amz-bucket-arn': bucketArn(call.bucket) });
  },
});

function checkLocation(body: string, region: string): void {
  if (body === '') return;
  const wanted = childText(readXml('CreateBucketConfiguration', body), 'LocationConstraint');
  if (wanted === undefined || wanted === region) return;
  throw new AwsError(
    'IllegalLocationConstraintException',
    `The ${wanted} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

const deleteBucket = ({ buckets, policies }: S3Context): S3Operation => ({
  name: 'DeleteBucket',
  method: 'DELETE',
  level: 'bucket',
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
  access: on('s3:ListBucket'),
  run(call) {
    buckets.get(call.bucket);
    return emptyResponse(call, 200, {
      'x-amz-bucket-region': place.region,
      'x-amz-bucket-arn': bucketArn(call.bucket),
    });
  },
});

const listBuckets = (context: S3Context): S3Operation => ({
  name: 'ListBuckets',
  method: 'GET',
  level: 'service',
  access: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
  run(call) {
    const prefix = parameter(call, 'prefix') ?? '';
    const found = context.buckets.all().filter(({ name }) => name.startsWith(prefix));
    const Bucket = found.map(({ name, config }) => ({
      Name: name,
      CreationDate: new Date(config.createdAt).toISOString(),
      BucketRegion: context.place.region,
    }));
    const answer = { ...owner(context), Buckets: { Bucket }, Prefix: prefix === '' ? undefined : prefix };
    return xmlResponse(call, writeXml('ListAllMyBucketsResult', answer, NAMESPACE));
  },
});

const getBucketLocation = ({ buckets, place }: S3Context): S3Operation => ({
  name: 'GetBucketLocation',
  method: 'GET',
  level: 'bucket',
  query: ['location'],
  access: on('s3:GetBucketLocation'),
  run(call) {
    buckets.get(call.bucket);
    return xmlResponse(
      call,
      writeXml('LocationConstraint', place.region === 'us-east-1' ? '' : place.region, NAMESPACE),
    );
  },
});
