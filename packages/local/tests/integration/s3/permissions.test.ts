import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { systemClock } from '@safelight/asl/clock';
import { localPlace } from '@safelight/asl/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Authorize } from '#gateway/service.ts';
import { createAuthorizer } from '#services/iam/authorizer.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { createS3Service } from '#services/s3/service.ts';
import { createStsService } from '#services/sts/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';
import { unwatched } from '#tests/support/unwatched.ts';

const ROLE = 'arn:aws:iam::000000000000:role/reader';
const policies = new PolicyStore(localPlace);
const authorize: Authorize = createAuthorizer({
  policies,
  place: localPlace,
  clock: systemClock,
  mode: 'on',
  ...unwatched,
});
let host: GatewayHost;
let developer: S3Client;
let reader: S3Client;

beforeAll(async () => {
  policies.setRole(ROLE, {
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' },
    ],
  });
  policies.attach('reader', 'inline', {
    Statement: [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/public/*' },
      { Effect: 'Allow', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::photos/public/*' },
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::photos',
        Condition: { StringLike: { 's3:prefix': 'public/*' } },
      },
    ],
  });
  host = await hostGateway(
    (deps) => {
      const s3 = createS3Service({ ...deps, policies, publish: () => {} });
      s3.ensureBucket('photos');
      return [s3.service, createStsService({ ...deps, policies }).service];
    },
    { authorize },
  );
  developer = new S3Client(host.config());
  reader = new S3Client(host.config(host.credentials.forRole(ROLE, 'one')));
  for (const Key of ['public/a', 'private/a'])
    await developer.send(new PutObjectCommand({ Bucket: 'photos', Key, Body: 'x' }));
});
afterAll(() => host.close());

const Bucket = 'photos';
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'allowed',
    ({ name }) => name,
  );

describe('a role may do what its policies say', () => {
  it.each([
    {
      what: 'get what it may',
      call: () => reader.send(new GetObjectCommand({ Bucket, Key: 'public/a' })),
      result: 'allowed',
    },
    {
      what: 'get what it may not',
      call: () => reader.send(new GetObjectCommand({ Bucket, Key: 'private/a' })),
      result: 'AccessDenied',
    },
    {
      what: 'put',
      call: () => reader.send(new PutObjectCommand({ Bucket, Key: 'public/b', Body: 'x' })),
      result: 'AccessDenied',
    },
    {
      what: 'list a prefix that it may',
      call: () => reader.send(new ListObjectsV2Command({ Bucket, Prefix: 'public/2026' })),
      result: 'allowed',
    },
    { what: 'list everything', call: () => reader.send(new ListObjectsV2Command({ Bucket })), result: 'AccessDenied' },
    {
      what: 'copy to where it may not write',
      call: () => reader.send(new CopyObjectCommand({ Bucket, Key: 'public/c', CopySource: 'photos/public/a' })),
      result: 'AccessDenied',
    },
    {
      what: 'learn that a key is missing',
      call: () => reader.send(new GetObjectCommand({ Bucket, Key: 'public/missing' })),
      result: 'AccessDenied',
    },
  ])('$what: $result', async ({ call, result }) => {
    expect(await outcome(call())).toBe(result);
  });

  it('key by key in one deletion', async () => {
    await developer.send(new PutObjectCommand({ Bucket, Key: 'public/gone', Body: 'x' }));
    const Objects = [{ Key: 'public/gone' }, { Key: 'private/a' }];
    const { Deleted, Errors } = await reader.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect([Deleted?.map(({ Key }) => Key), Errors?.map(({ Key, Code }) => [Key, Code])]).toEqual([
      ['public/gone'],
      [['private/a', 'AccessDenied']],
    ]);
  });

  it('and is told in AWS words what it may not', async () => {
    await expect(reader.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }))).rejects.toThrow(
      'User: arn:aws:sts::000000000000:assumed-role/reader/one is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::photos/k" because no identity-based policy allows the s3:PutObject action',
    );
  });

  it('a stranger only what the policy of an open bucket says', async () => {
    const anybody = {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::photos/public/*',
    };
    const open = ({ RestrictPublicBuckets }: { RestrictPublicBuckets: boolean }) => {
      const acls = { BlockPublicAcls: true, IgnorePublicAcls: true };
      const block = { ...acls, BlockPublicPolicy: false, RestrictPublicBuckets };
      return developer.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: block }));
    };
    const asked = async (key: string) => (await fetch(`${host.endpoint}/photos/${key}`)).status;
    expect(await asked('public/a')).toBe(403);
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [anybody] });
    await expect(developer.send(new PutBucketPolicyCommand({ Bucket, Policy }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('BlockPublicPolicy'),
    });
    await open({ RestrictPublicBuckets: true });
    await developer.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect(await asked('public/a')).toBe(403);
    await open({ RestrictPublicBuckets: false });
    expect([await asked('public/a'), await asked('private/a')]).toEqual([200, 403]);
  });
});

describe('STS', () => {
  it('lets the developer become a role', async () => {
    const sts = new STSClient(host.config());
    const { Credentials: given } = await sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'me' }));
    const credentials = {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    };
    const asRole = new STSClient(host.config(credentials));
    expect((await asRole.send(new GetCallerIdentityCommand())).Arn).toBe(
      'arn:aws:sts::000000000000:assumed-role/reader/me',
    );
    const denied = asRole.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'again' }));
    await expect(denied).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
