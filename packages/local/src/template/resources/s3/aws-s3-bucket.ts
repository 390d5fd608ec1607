import type { Place } from '@safelight/asl/identity';
import type { S3Service } from '#services/s3/service.ts';
import { checkCors } from '#services/s3/settings/cors.ts';
import { MINIMUMS } from '#services/s3/settings/lifecycle.ts';
import { OWNERSHIPS, ownedBy } from '#services/s3/settings/ownership.ts';
import { BLOCKS, blocksOf } from '#services/s3/settings/public-access-block.ts';
import type { BucketConfig, CorsRule, StoredDocument, VersioningStatus } from '#services/s3/store/bucket-config.ts';
import { type Properties, readProperties } from '#template/properties.ts';
import type { Resource, ResourceType } from '#template/resource-type.ts';
import { bucketLifecycle } from '#template/resources/s3/aws-s3-bucket-lifecycle.ts';
import { TemplateError } from '#template/template-error.ts';

interface BucketTypeDeps {
  readonly s3: Pick<S3Service, 'hasBucket' | 'ensureBucket' | 'configureBucket' | 'deleteBucket'>;
  readonly place: Place;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const s3BucketType = ({ s3, place }: BucketTypeDeps): ResourceType => ({
  type: 'AWS::S3::Bucket',
  properties: [
    'BucketName',
    'VersioningConfiguration',
    'NotificationConfiguration',
    'LifecycleConfiguration',
    'CorsConfiguration',
    'BucketEncryption',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
  ],
  withoutEffect: ['LoggingConfiguration', 'MetricsConfigurations', 'AccelerateConfiguration'],
  apply(resource) {
    const name = bucketName(resource, place);
    s3.ensureBucket(name);
    s3.configureBucket(name, bucketConfig(resource));
    const domain = `${name}.s3.amazonaws.com`;
    const regional = `${name}.s3.${place.region}.amazonaws.com`;
    return {
      ref: name,
      attributes: {
        Arn: `arn:${place.partition}:s3:::${name}`,
        DomainName: domain,
        RegionalDomainName: regional,
        DualStackDomainName: `${name}.s3.dualstack.${place.region}.amazonaws.com`,
        WebsiteURL: `http://${name}.s3-website-${place.region}.amazonaws.com`,
      },
    };
  },
  exists: (_, name) => s3.hasBucket(name),
  remove: ({ physicalId }) => s3.deleteBucket(physicalId),
});

const bucketName = ({ properties, stackName, logicalId }: Resource, { accountId }: Place) =>
  typeof properties.BucketName === 'string'
    ? properties.BucketName
    : `${stackName}-${logicalId}-${accountId}`.toLowerCase();

/** What CloudFormation leaves out is off: a bucket of an earlier boot loses what the template has lost. */
function bucketConfig({ properties }: Resource): Omit<BucketConfig, 'createdAt' | 'policy'> {
  const read = readProperties(properties);
  const versioning = versioningOf(read);
  return {
    ...(versioning ? { versioning } : {}),
    eventBridge: eventBridgeOf(read),
    tags: Object.fromEntries(read.objects('Tags', ['Key', 'Value']).map((tag) => [tag.text('Key'), tag.text('Value')])),
    cors: corsRules(read),
    transitionMinimum: MINIMUMS[0],
    ...bucketLifecycle(read),
    documents: documentsOf(read),
  };
}

function versioningOf(read: Properties): VersioningStatus | undefined {
  const status = read.object('VersioningConfiguration', ['Status']).optionalText('Status');
  if (status === undefined || status === 'Enabled' || status === 'Suspended') return status;
  throw new TemplateError('the property VersioningConfiguration.Status must be Enabled or Suspended');
}

function eventBridgeOf(read: Properties): boolean {
  if (!read.has('NotificationConfiguration')) return false;
  const notification = read.object('NotificationConfiguration', ['EventBridgeConfiguration']);
  if (!notification.has('EventBridgeConfiguration')) return false;
  return notification.object('EventBridgeConfiguration', ['EventBridgeEnabled']).boolean('EventBridgeEnabled', true);
}

const CORS_MEMBERS = ['Id', 'AllowedOrigins', 'AllowedMethods', 'AllowedHeaders', 'ExposedHeaders', 'MaxAge'];

function corsRules(read: Properties): readonly CorsRule[] {
  const rules = read.object('CorsConfiguration', ['CorsRules']).objects('CorsRules', CORS_MEMBERS);
  return rules.length === 0 ? [] : checkCors(rules.map(corsRule));
}

function corsRule(rule: Properties): CorsRule {
  const id = rule.optionalText('Id');
  const maxAgeSeconds = rule.optionalInteger('MaxAge');
  return {
    ...(id === undefined ? {} : { id }),
    allowedOrigins: rule.texts('AllowedOrigins'),
    allowedMethods: rule.texts('AllowedMethods'),
    allowedHeaders: rule.texts('AllowedHeaders'),
    exposeHeaders: rule.texts('ExposedHeaders'),
    ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
  };
}

type Documents = BucketConfig['documents'];

/** As the XML of the API, which answers them. */
function documentsOf(read: Properties): Documents {
  const documents: Partial<Record<StoredDocument, NonNullable<Documents[StoredDocument]>>> = {};
  const [rule] = read
    .object('BucketEncryption', ['ServerSideEncryptionConfiguration'])
    .objects('ServerSideEncryptionConfiguration', ['ServerSideEncryptionByDefault', 'BucketKeyEnabled']);
  if (rule) documents.encryption = { Rule: encryptionRule(rule) };
  const [owned] = read.object('OwnershipControls', ['Rules']).objects('Rules', ['ObjectOwnership']);
  if (owned)
    documents.ownershipControls = ownedBy(oneOf(owned.text('ObjectOwnership'), OWNERSHIPS, 'OwnershipControls'));
  if (read.has('PublicAccessBlockConfiguration')) {
    const block = read.object('PublicAccessBlockConfiguration', BLOCKS);
    documents.publicAccessBlock = blocksOf((name) => block.boolean(name, false));
  }
  return documents;
}

function oneOf(value: string, known: readonly string[], name: string): string {
  if (known.includes(value)) return value;
  throw new TemplateError(`the property ${name} must be one of ${known.join(', ')}`);
}

const ALGORITHMS = ['AES256', 'aws:kms', 'aws:kms:dsse'];

function encryptionRule(rule: Properties) {
  const byDefault = rule.object('ServerSideEncryptionByDefault', ['SSEAlgorithm', 'KMSMasterKeyID']);
  const key = byDefault.optionalText('KMSMasterKeyID');
  return {
    ApplyServerSideEncryptionByDefault: {
      SSEAlgorithm: oneOf(byDefault.text('SSEAlgorithm'), ALGORITHMS, 'BucketEncryption'),
      ...(key === undefined ? {} : { KMSMasterKeyID: key }),
    },
    BucketKeyEnabled: String(rule.boolean('BucketKeyEnabled', false)),
  };
}
