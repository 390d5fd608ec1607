import { localPlace } from '@safelight/asl/identity';
import type { Json } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import type { S3Service } from '#services/s3/service.ts';
import { s3BucketType } from '#template/resources/s3/aws-s3-bucket.ts';

/** What the type asks of S3. */
function applied(properties: Readonly<Record<string, Json>>) {
  const asked: { name?: string; change?: object } = {};
  const s3: Pick<S3Service, 'hasBucket' | 'ensureBucket' | 'configureBucket' | 'deleteBucket'> = {
    hasBucket: () => false,
    ensureBucket: (name) => {
      asked.name = name;
    },
    configureBucket: (_name, change) => {
      asked.change = change;
    },
    deleteBucket: () => undefined,
  };
  const resource = { logicalId: 'SourceBucket', type: 'AWS::S3::Bucket', properties, stackName: 'darkroom-dev' };
  return { ...asked, provisioned: s3BucketType({ s3, place: localPlace }).apply(resource), asked };
}

describe('AWS::S3::Bucket', () => {
  it('is named by the template, or after its stack', () => {
    expect(applied({ BucketName: 'photos' }).asked.name).toBe('photos');
    expect(applied({}).asked.name).toBe('darkroom-dev-sourcebucket-000000000000');
  });

  it('refers by name and ARN', () => {
    expect(applied({ BucketName: 'photos' }).provisioned).toMatchObject({
      ref: 'photos',
      attributes: { Arn: 'arn:aws:s3:::photos' },
    });
  });

  it.each([
    { properties: {}, change: { eventBridge: false, tags: {}, cors: [], lifecycle: [], documents: {} } },
    { properties: { VersioningConfiguration: { Status: 'Enabled' } }, change: { versioning: 'Enabled' } },
    {
      properties: { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } },
      change: { eventBridge: true },
    },
    { properties: { NotificationConfiguration: { EventBridgeConfiguration: {} } }, change: { eventBridge: true } },
    {
      properties: {
        LifecycleConfiguration: { Rules: [{ Id: 'expire', Status: 'Enabled', Prefix: 'a/', ExpirationInDays: 1 }] },
      },
      change: { lifecycle: [{ id: 'expire', enabled: true, prefix: 'a/', tags: {}, expirationDays: 1 }] },
    },
    {
      properties: { CorsConfiguration: { CorsRules: [{ AllowedMethods: ['PUT'], AllowedOrigins: ['*'], MaxAge: 5 }] } },
      change: {
        cors: [
          { allowedMethods: ['PUT'], allowedOrigins: ['*'], allowedHeaders: [], exposeHeaders: [], maxAgeSeconds: 5 },
        ],
      },
    },
    { properties: { Tags: [{ Key: 'a', Value: 'b' }] }, change: { tags: { a: 'b' } } },
  ])('$properties', ({ properties, change }) => {
    expect(applied(properties).asked.change).toMatchObject(change);
  });

  it.each([
    { properties: { NotificationConfiguration: { QueueConfigurations: [] } }, says: 'QueueConfigurations' },
    {
      properties: { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationDate: 'x' }] } },
      says: 'ExpirationDate',
    },
    { properties: { VersioningConfiguration: { Status: 'On' } }, says: 'Enabled or Suspended' },
    { properties: { LifecycleConfiguration: { Rules: [{ Status: 'Enabled' }] } }, says: 'At least one action' },
    {
      properties: {
        LifecycleConfiguration: {
          Rules: [{ Status: 'Enabled', Transitions: [{ TransitionInDays: 1, StorageClass: 'STANDARD_IA' }] }],
        },
      },
      says: 'greater than or equal to 30',
    },
    {
      properties: { CorsConfiguration: { CorsRules: [{ AllowedMethods: ['PATCH'], AllowedOrigins: ['*'] }] } },
      says: 'Unsupported method is PATCH',
    },
    {
      properties: { OwnershipControls: { Rules: [{ ObjectOwnership: 'Nobody' }] } },
      says: 'BucketOwnerEnforced',
    },
  ])('refuses $properties', ({ properties, says }) => {
    expect(() => applied(properties)).toThrow(says);
  });
});
