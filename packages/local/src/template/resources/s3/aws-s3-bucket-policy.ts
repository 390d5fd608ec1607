import type { S3Service } from '#services/s3/service.ts';
import { readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const s3BucketPolicyType = ({ s3 }: { readonly s3: S3Service }): ResourceType => ({
  type: 'AWS::S3::BucketPolicy',
  properties: ['Bucket', 'PolicyDocument'],
  withoutEffect: [],
  apply({ properties }) {
    const read = readProperties(properties);
    const bucket = read.text('Bucket');
    const document = read.json('PolicyDocument');
    s3.putBucketPolicy(bucket, document);
    return { ref: bucket, attributes: {} };
  },
  isSetting: true,
  remove: ({ physicalId }) => s3.deleteBucketPolicy(physicalId),
});
