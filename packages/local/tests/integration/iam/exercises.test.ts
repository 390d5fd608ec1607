import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListObjectsV2Command, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { startSystem } from '#tests/support/system.ts';

/** What students of permissions try, each as AWS's pages have it, with the line that the console tells of a refusal. */

const ACCOUNT = '000000000000';
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:secret`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/Key`;
const lets = (Action: string, Resource: string, more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const trusts = (Principal: object, more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const me = { AWS: ACCOUNT };

let system: TestSystem;
beforeAll(async () => {
  const keyUser = {
    Type: 'AWS::IAM::Role',
    Properties: { RoleName: 'key-user', AssumeRolePolicyDocument: policy(trusts(me)) },
  };
  const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
  const KeyPolicy = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: root, Action: 'kms:PutKeyPolicy', Resource: '*' },
      { Effect: 'Allow', Principal: { AWS: { 'Fn::GetAtt': ['KeyUser', 'Arn'] } }, Action: 'kms:*', Resource: '*' },
    ],
  };
  system = await startSystem({
    template: {
      Resources: {
        Photos: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'photos' } },
        KeyUser: keyUser,
        Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy } },
        Secret: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'secret', KmsMasterKeyId: { Ref: 'Key' } } },
      },
    },
  });
});
afterAll(() => system.close());

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const config = (credentials: Keys = system.credentials) => ({ ...system, credentials, maxAttempts: 1 });
const iam = () => new IAMClient(config());

/** A role of its own for each exercise, that trusts whoever it is told. */
async function role(RoleName: string, trust: object, may: readonly object[] = []): Promise<string> {
  await iam().send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy(trust) }));
  if (may.length > 0) {
    await iam().send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument: policy(...may) }));
  }
  return roleArn(RoleName);
}

async function assume(name: string, more: Partial<AssumeRoleCommandInput> = {}, by?: Keys): Promise<Keys> {
  const call = new AssumeRoleCommand({ RoleArn: roleArn(name), RoleSessionName: 'student', ...more });
  const { Credentials: keys } = await new STSClient(config(by)).send(call);
  return {
    accessKeyId: keys?.AccessKeyId ?? '',
    secretAccessKey: keys?.SecretAccessKey ?? '',
    ...(keys?.SessionToken !== undefined && { sessionToken: keys.SessionToken }),
  };
}

const put = (keys: Keys, Key: string, more: object = {}) =>
  new S3Client(config(keys)).send(new PutObjectCommand({ Bucket: 'photos', Key, Body: 'x', ...more }));
const list = (keys: Keys, Prefix?: string) =>
  new S3Client(config(keys)).send(
    new ListObjectsV2Command({ Bucket: 'photos', ...(Prefix !== undefined && { Prefix }) }),
  );

const allowed = (call: Promise<unknown>) => expect(call).resolves.toBeDefined();

/** The error that the caller gets, and the line of the console. */
async function refused(call: Promise<unknown>, message: string, line: string): Promise<void> {
  await expect(call).rejects.toMatchObject({ message: expect.stringContaining(message) });
  expect(system.lines.filter((each) => each.startsWith('Denied')).at(-1)).toContain(line);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html */
describe('a role that trusts another role, with an external id', () => {
  beforeAll(async () => {
    await role('partner', trusts(me));
    const Condition = { StringEquals: { 'sts:ExternalId': 'lab-42' } };
    await role('guarded', trusts({ AWS: roleArn('partner') }, { Condition }));
    await role('machine', trusts({ Service: 'lambda.amazonaws.com' }));
    await role('closed', { ...trusts(me), Effect: 'Deny', Sid: 'Nobody' });
    await role('account', trusts(me));
  });

  it('lets it in with the id', async () => {
    await allowed(assume('guarded', { ExternalId: 'lab-42' }, await assume('partner')));
  });

  it.each([
    ['another id', 'guarded', { ExternalId: 'lab-43' }, 'the trust policy of the role guarded lacks'],
    [
      'no id',
      'guarded',
      {},
      'the trust policy of the role guarded lacks {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:role/partner"},"Action":"sts:AssumeRole"}',
    ],
    ['a role that trusts Lambda only', 'machine', {}, 'the trust policy of the role machine lacks'],
    [
      'a role that denies everybody',
      'closed',
      {},
      'sts:AssumeRole on arn:aws:iam::000000000000:role/closed by Nobody of the policy closed (trust policy)',
    ],
    [
      'a role that trusts the account, for somebody who may not',
      'account',
      {},
      'the role partner lacks {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::000000000000:role/account"}',
    ],
    ['a role that is not there', 'nobody', {}, 'the trust policy of the role nobody lacks'],
  ])('refuses %s', async (_, name, more, line) => {
    const says = `User: arn:aws:sts::000000000000:assumed-role/partner/student is not authorized to perform: sts:AssumeRole on resource: ${roleArn(name)}`;
    await refused(assume(name, more, await assume('partner')), says, line);
  });

  it('binds the developer as well', async () => {
    const says = 'User: arn:aws:iam::000000000000:user/developer is not authorized to perform: sts:AssumeRole';
    await refused(assume('machine'), says, 'the trust policy of the role machine lacks');
    await allowed(assume('account'));
  });
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session */
describe('a session policy', () => {
  beforeAll(async () => {
    await role('writer', trusts(me), [lets('s3:PutObject', 'arn:aws:s3:::photos/*')]);
    const PolicyDocument = policy(lets('s3:PutObject', 'arn:aws:s3:::photos/drafts/*'));
    await iam().send(new CreatePolicyCommand({ PolicyName: 'drafts', PolicyDocument }));
  });

  it.each([
    ['a document', { Policy: policy(lets('s3:*', 'arn:aws:s3:::photos/drafts/*')) }],
    ['a managed policy', { PolicyArns: [{ arn: `arn:aws:iam::${ACCOUNT}:policy/drafts` }] }],
  ])('by %s gives what both allow', async (_, more) => {
    const keys = await assume('writer', more);
    await allowed(put(keys, 'drafts/a'));
    await refused(
      put(keys, 'final/a'),
      'because no session policy allows the s3:PutObject action',
      'the policies of the session arn:aws:sts::000000000000:assumed-role/writer/student lack {"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::photos/final/a"}',
    );
    await refused(list(keys), 'because no identity-based policy allows', 'the role writer lacks');
  });

  it('that denies is told so', async () => {
    const deny = { Effect: 'Deny', Sid: 'NotNow', Action: 's3:PutObject', Resource: '*' };
    const keys = await assume('writer', { Policy: policy(lets('s3:*', '*'), deny) });
    await refused(
      put(keys, 'a'),
      'with an explicit deny in a session policy',
      'by NotNow of the policy of the session',
    );
  });
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html */
it('only encrypted uploads', async () => {
  await role('uploader', trusts(me), [lets('s3:PutObject', 'arn:aws:s3:::photos/*')]);
  const keys = await assume('uploader');
  const uploads = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::photos/*' };
  const wrong = { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } };
  const Policy = policy({ ...uploads, Sid: 'OnlyEncrypted', Condition: wrong });
  await new S3Client(config()).send(new PutBucketPolicyCommand({ Bucket: 'photos', Policy }));
  await allowed(put(keys, 'kept', { ServerSideEncryption: 'AES256' }));
  const says = 'with an explicit deny in a resource-based policy';
  const line = 's3:PutObject on arn:aws:s3:::photos/open by OnlyEncrypted of the policy policy of arn:aws:s3:::photos';
  await refused(put(keys, 'open'), says, line);
  await refused(put(system.credentials, 'open'), says, line);
  const anything = policy({ ...uploads, Effect: 'Allow', Principal: { AWS: roleArn('uploader') } });
  await new S3Client(config()).send(new PutBucketPolicyCommand({ Bucket: 'photos', Policy: anything }));
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
it('only your own prefix', async () => {
  const own = '${aws:PrincipalTag/home}';
  await iam().send(
    new CreateRoleCommand({
      RoleName: 'resident',
      AssumeRolePolicyDocument: policy(trusts(me)),
      Tags: [{ Key: 'home', Value: 'ansel' }],
    }),
  );
  const may = policy(
    lets('s3:PutObject', `arn:aws:s3:::photos/${own}/*`),
    lets('s3:ListBucket', 'arn:aws:s3:::photos', { Condition: { StringLike: { 's3:prefix': `${own}/*` } } }),
  );
  await iam().send(new PutRolePolicyCommand({ RoleName: 'resident', PolicyName: 'home', PolicyDocument: may }));
  const keys = await assume('resident');
  await allowed(put(keys, 'ansel/a'));
  await allowed(list(keys, 'ansel/'));
  await refused(put(keys, 'dorothea/a'), 'because no identity-based policy', 'photos/dorothea/a');
  await refused(list(keys, 'dorothea/'), 'because no identity-based policy', 's3:ListBucket');
  await refused(list(keys), 'because no identity-based policy', 's3:ListBucket');
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date */
describe('not after this date', () => {
  const inAnHour = Math.floor(Date.now() / 1_000) + 3_600;
  it.each([
    ['in seconds, of the epoch', 'aws:EpochTime', (time: number) => String(time)],
    ['in seconds, of now', 'aws:CurrentTime', (time: number) => String(time)],
    ['in ISO 8601', 'aws:CurrentTime', (time: number) => new Date(time * 1_000).toISOString()],
  ])('%s', async (what, key, write) => {
    const name = `guest-${key.slice(4)}-${what.length}`;
    await role(name, trusts(me), [lets('s3:PutObject', '*')]);
    const keys = await assume(name);
    const until = (time: number) => {
      const Condition = { DateGreaterThan: { [key]: write(time) } };
      const deny = { Effect: 'Deny', Sid: 'TooLate', Action: '*', Resource: '*', Condition };
      const PolicyDocument = policy(deny);
      return iam().send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'until', PolicyDocument }));
    };
    await until(inAnHour);
    await allowed(put(keys, 'early'));
    await until(inAnHour - 7_200);
    await refused(
      put(keys, 'late'),
      'with an explicit deny in an identity-based policy',
      'by TooLate of the policy until',
    );
  });
});

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html */
it('a key that one role may use', async () => {
  const publishing = policy(lets('sns:Publish', TOPIC), lets('kms:*', KEY));
  await iam().send(new CreatePolicyCommand({ PolicyName: 'publishing', PolicyDocument: publishing }));
  const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/publishing`;
  await role('other', trusts(me));
  for (const RoleName of ['key-user', 'other']) await iam().send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  const publish = async (name: string) => {
    const sns = new SNSClient(config(await assume(name)));
    return sns.send(new PublishCommand({ TopicArn: TOPIC, Message: 'x' }));
  };
  await allowed(publish('key-user'));
  await refused(
    publish('other'),
    `is not authorized to perform: kms:GenerateDataKey on resource: ${KEY} because no resource-based policy allows the kms:GenerateDataKey action`,
    `the policy of ${KEY} lacks`,
  );
});
