import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostS3, type S3Host } from '#tests/support/s3-host.ts';

const Bucket = 'settings';
let host: S3Host;

beforeAll(async () => {
  host = await hostS3();
  await host.s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => host.close());

describe('buckets', () => {
  it('come and go', async () => {
    await host.s3.send(new CreateBucketCommand({ Bucket: 'passing' }));
    await host.s3.send(new HeadBucketCommand({ Bucket: 'passing' }));
    expect((await host.s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toContain('passing');
    expect((await host.s3.send(new GetBucketLocationCommand({ Bucket: 'passing' }))).LocationConstraint).toBeFalsy();
    await host.s3.send(new PutObjectCommand({ Bucket: 'passing', Key: 'x', Body: 'x' }));
    const gone = new DeleteBucketCommand({ Bucket: 'passing' });
    await expect(host.s3.send(gone)).rejects.toMatchObject({ name: 'BucketNotEmpty' });
  });

  it.each(['A-Capital', 'ab', 'two..dots', '10.0.0.1', 'ends-'])('are not called %s', async (name) => {
    const answer = await fetch(`${host.endpoint}/${encodeURIComponent(name)}`, { method: 'PUT' });
    expect(await answer.text()).toContain('<Code>InvalidBucketName</Code>');
  });
});

describe('what is set on a bucket can be read again', () => {
  it('tags', async () => {
    const get = new GetBucketTaggingCommand({ Bucket });
    await expect(host.s3.send(get)).rejects.toMatchObject({ name: 'NoSuchTagSet' });
    const TagSet = [{ Key: 'team', Value: 'lab + co@2026' }];
    await host.s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect((await host.s3.send(get)).TagSet).toEqual(TagSet);
    await host.s3.send(new DeleteBucketTaggingCommand({ Bucket }));
    await expect(host.s3.send(get)).rejects.toMatchObject({ name: 'NoSuchTagSet' });
  });

  it('lifecycle rules', async () => {
    const Rules = [
      {
        ID: 'expire',
        Status: 'Enabled' as const,
        Filter: { And: { Prefix: 'a/', Tags: [{ Key: 't', Value: '1' }], ObjectSizeGreaterThan: 1_000 } },
        Expiration: { Days: 90 },
        Transitions: [{ Days: 30, StorageClass: 'STANDARD_IA' as const }],
        NoncurrentVersionExpiration: { NoncurrentDays: 4, NewerNoncurrentVersions: 2 },
        NoncurrentVersionTransitions: [{ NoncurrentDays: 2, StorageClass: 'GLACIER' as const }],
      },
      {
        ID: 'uploads',
        Status: 'Disabled' as const,
        Filter: { Prefix: '' },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 5 },
      },
      {
        ID: 'large',
        Status: 'Enabled' as const,
        Filter: { ObjectSizeGreaterThan: 10 },
        Expiration: { Date: new Date('2030-01-01T00:00:00Z') },
      },
    ];
    await host.s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    expect((await host.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules).toEqual(Rules);
  });

  it('a policy', async () => {
    const Principal = { Service: 'cloudfront.amazonaws.com' };
    const statement = { Effect: 'Allow', Principal, Action: 's3:ListBucket', Resource: `arn:aws:s3:::${Bucket}` };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await host.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect((await host.s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
  });

  it('notifications to EventBridge, and no others', async () => {
    const get = new GetBucketNotificationConfigurationCommand({ Bucket });
    const set = (NotificationConfiguration: object) =>
      host.s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
    await set({ EventBridgeConfiguration: {} });
    expect((await host.s3.send(get)).EventBridgeConfiguration).toBeDefined();
    await set({});
    expect((await host.s3.send(get)).EventBridgeConfiguration).toBeUndefined();
    const QueueConfigurations = [{ QueueArn: 'arn:aws:sqs:us-east-1:000000000000:q', Events: ['s3:ObjectCreated:*'] }];
    await expect(set({ QueueConfigurations })).rejects.toMatchObject({ name: 'NotImplemented' });
  });

  it('what every new bucket has', async () => {
    expect((await host.s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    const { ServerSideEncryptionConfiguration } = await host.s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe(
      'AES256',
    );
    const { OwnershipControls } = await host.s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(OwnershipControls?.Rules?.[0]?.ObjectOwnership).toBe('BucketOwnerEnforced');
    const { PublicAccessBlockConfiguration } = await host.s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(PublicAccessBlockConfiguration?.BlockPublicPolicy).toBe(true);
  });
});

describe('CORS', () => {
  const rule = {
    AllowedOrigins: ['https://*.example.com'],
    AllowedMethods: ['PUT', 'GET'],
    AllowedHeaders: ['content-*', 'x-amz-date'],
    ExposeHeaders: ['ETag'],
    MaxAgeSeconds: 600,
  };
  beforeAll(() => host.s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } })));

  it('is read as it was set', async () => {
    expect((await host.s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual([rule]);
  });

  it.each([
    { origin: 'https://a.example.com', method: 'PUT', headers: 'Content-Type', status: 200 },
    { origin: 'https://a.example.com', method: 'PUT', headers: 'x-other', status: 403 },
    { origin: 'https://a.example.com', method: 'DELETE', headers: '', status: 403 },
    { origin: 'https://example.org', method: 'PUT', headers: '', status: 403 },
  ])('a browser at $origin asks for $method with $headers: $status', async ({ origin, method, headers, status }) => {
    const asks = { origin, 'access-control-request-method': method, 'access-control-request-headers': headers };
    const answer = await fetch(`${host.endpoint}/${Bucket}/x`, { method: 'OPTIONS', headers: asks });
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  });

  it('goes with answers, errors included', async () => {
    const answer = await fetch(`${host.endpoint}/${Bucket}/nothing`, { headers: { origin: 'https://a.example.com' } });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('access-control-expose-headers')).toBe('ETag');
  });
});
