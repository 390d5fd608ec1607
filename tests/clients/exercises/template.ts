const ACCOUNT = '000000000000';

const statement = (Principal: unknown, Action: string) => ({ Effect: 'Allow', Principal, Action });
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

const keyUsers = policy(
  { ...statement({ AWS: `arn:aws:iam::${ACCOUNT}:root` }, 'kms:PutKeyPolicy'), Resource: '*' },
  { ...statement({ AWS: { 'Fn::GetAtt': ['KeyUser', 'Arn'] } }, 'kms:*'), Resource: '*' },
);
const trustsAccount = policy(statement({ AWS: ACCOUNT }, 'sts:AssumeRole'));

/** What the exercises begin with: a bucket, and a topic under a key whose policy names one role. All else is made by CLI. */
export const exerciseTemplate = {
  Resources: {
    Photos: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'photos' } },
    KeyUser: {
      Type: 'AWS::IAM::Role',
      Properties: { RoleName: 'key-user', AssumeRolePolicyDocument: trustsAccount },
    },
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: keyUsers } },
    Secret: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'secret', KmsMasterKeyId: { Ref: 'Key' } } },
  },
};
