import { writeXml } from '#gateway/xml.ts';
import { s3Errors } from '#services/s3/errors.ts';
import {
  NAMESPACE,
  parameter,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import { owner, readToken, writeToken } from '#services/s3/operations/list-objects.ts';

const MOST = 10_000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets = (context: S3Context): S3Operation => ({
  name: 'ListBuckets',
  method: 'GET',
  level: 'service',
  takes: ['prefix', 'max-buckets', 'continuation-token', 'bucket-region'],
  largestBody: 0,
  access: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
  run(call) {
    const { place, buckets } = context;
    const prefix = parameter(call, 'prefix') ?? '';
    const region = parameter(call, 'bucket-region') ?? place.region;
    const token = parameter(call, 'continuation-token');
    const after = token === undefined || token === '' ? '' : readToken(token);
    const all = region === place.region ? buckets.all() : [];
    const left = all.filter(({ name }) => name.startsWith(prefix) && name > after);
    const page = left.slice(0, readLimit(call));
    const last = page.at(-1)?.name;
    const Bucket = page.map(({ name, config }) => ({
      Name: name,
      CreationDate: new Date(config.createdAt).toISOString(),
      BucketRegion: place.region,
      BucketArn: `arn:${place.partition}:s3:::${name}`,
    }));
    const answer = {
      ...owner(context),
      Buckets: { Bucket },
      ContinuationToken: last !== undefined && page.length < left.length ? writeToken(last) : undefined,
      Prefix: prefix === '' ? undefined : prefix,
    };
    return xmlResponse(call, writeXml('ListAllMyBucketsResult', answer, NAMESPACE));
  },
});

function readLimit(call: S3Call): number {
  const value = parameter(call, 'max-buckets');
  if (value === undefined) return MOST;
  if (/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= MOST) return Number(value);
  throw s3Errors.invalidArgument(`Argument max-buckets must be an integer between 1 and ${MOST}`, 'max-buckets', value);
}
