import { text } from 'node:stream/consumers';
import { AwsError } from '#gateway/aws-error.ts';
import { child, childText, malformedXml, readXml, writeXml, type XmlContent, type XmlRead } from '#gateway/xml.ts';
import { s3Errors } from '#services/s3/errors.ts';
import {
  bucketArn,
  emptyResponse,
  NAMESPACE,
  type S3Call,
  type S3Context,
  type S3Operation,
  xmlResponse,
} from '#services/s3/operation.ts';
import { readCors, readLifecycle, writeCors, writeLifecycle } from '#services/s3/operations/config-xml.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';
import { readTags, tagSet } from '#services/s3/tags.ts';

/** One kind of setting of a bucket, in XML: how it is read, written and taken away. */
interface Setting {
  /** As in `GetBucketTagging`. */
  readonly name: string;
  /** The query parameter. */
  readonly parameter: string;
  readonly root: string;
  /** The IAM actions, where they are not called like the operations. */
  readonly actions?: { readonly get: string; readonly put: string };
  read(body: string): Partial<BucketConfig>;
  /** Undefined where nothing was set. */
  write(config: BucketConfig): XmlContent;
  /** What S3 answers where nothing was set; without it the answer is an empty document. */
  readonly absent?: { readonly code: string; readonly message: string };
  /** How the setting is taken away; without it that is no operation. */
  readonly remove?: Partial<BucketConfig>;
}

const SETTINGS: readonly Setting[] = [
  {
    name: 'Versioning',
    parameter: 'versioning',
    root: 'VersioningConfiguration',
    read(body) {
      const status = childText(readXml('VersioningConfiguration', body), 'Status');
      if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml();
      return { versioning: status };
    },
    write: ({ versioning }) => ({ Status: versioning }),
  },
  {
    name: 'Tagging',
    parameter: 'tagging',
    root: 'Tagging',
    read: (body) => ({ tags: readTags(body, 50) }),
    write: ({ tags }) => (Object.keys(tags).length === 0 ? undefined : tagSet(tags)),
    absent: { code: 'NoSuchTagSet', message: 'The TagSet does not exist' },
    remove: { tags: {} },
  },
  {
    name: 'Cors',
    parameter: 'cors',
    root: 'CORSConfiguration',
    actions: { get: 's3:GetBucketCORS', put: 's3:PutBucketCORS' },
    read: (body) => ({ cors: readCors(readXml('CORSConfiguration', body)) }),
    write: ({ cors }) => (cors.length === 0 ? undefined : writeCors(cors)),
    absent: { code: 'NoSuchCORSConfiguration', message: 'The CORS configuration does not exist' },
    remove: { cors: [] },
  },
  {
    name: 'LifecycleConfiguration',
    parameter: 'lifecycle',
    root: 'LifecycleConfiguration',
    actions: { get: 's3:GetLifecycleConfiguration', put: 's3:PutLifecycleConfiguration' },
    read: (body) => ({ lifecycle: readLifecycle(readXml('LifecycleConfiguration', body)) }),
    write: ({ lifecycle }) => (lifecycle.length === 0 ? undefined : writeLifecycle(lifecycle)),
    absent: { code: 'NoSuchLifecycleConfiguration', message: 'The lifecycle configuration does not exist' },
    remove: { lifecycle: [] },
  },
  {
    name: 'NotificationConfiguration',
    parameter: 'notification',
    root: 'NotificationConfiguration',
    actions: { get: 's3:GetBucketNotification', put: 's3:PutBucketNotification' },
    read: readNotification,
    write: ({ eventBridge }) => (eventBridge ? { EventBridgeConfiguration: '' } : {}),
  },
  kept('encryption', {
    name: 'Encryption',
    parameter: 'encryption',
    root: 'ServerSideEncryptionConfiguration',
    actions: { get: 's3:GetEncryptionConfiguration', put: 's3:PutEncryptionConfiguration' },
    byDefault: { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: 'false' } },
  }),
  kept('ownershipControls', {
    name: 'OwnershipControls',
    parameter: 'ownershipControls',
    root: 'OwnershipControls',
    byDefault: { Rule: { ObjectOwnership: 'BucketOwnerEnforced' } },
  }),
  kept('publicAccessBlock', {
    name: 'PublicAccessBlock',
    parameter: 'publicAccessBlock',
    root: 'PublicAccessBlockConfiguration',
    actions: { get: 's3:GetBucketPublicAccessBlock', put: 's3:PutBucketPublicAccessBlock' },
    byDefault: {
      BlockPublicAcls: 'true',
      IgnorePublicAcls: 'true',
      BlockPublicPolicy: 'true',
      RestrictPublicBuckets: 'true',
    },
  }),
];

/** A setting that is kept as it came and answered so; what every new bucket has stands in until then. */
function kept(
  document: keyof BucketConfig['documents'],
  form: Omit<Setting, 'read' | 'write'> & { readonly byDefault: XmlRead },
): Setting {
  const { byDefault, ...rest } = form;
  return {
    ...rest,
    read: (body) => ({ documents: { [document]: readXml(form.root, body) } }),
    write: ({ documents }) => documents[document] ?? byDefault,
    remove: { documents: { [document]: byDefault } },
  };
}

/** S3 tells EventBridge alone here: every other kind of notification is refused by its name. */
function readNotification(body: string): Partial<BucketConfig> {
  const read = readXml('NotificationConfiguration', body);
  for (const name of ['TopicConfiguration', 'QueueConfiguration', 'CloudFunctionConfiguration']) {
    if (child(read, name) !== undefined) throw s3Errors.notImplemented(`a notification by ${name}`);
  }
  return { eventBridge: child(read, 'EventBridgeConfiguration') !== undefined };
}

/** Everything that can be set on a bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
export const bucketConfigOperations = (context: S3Context): readonly S3Operation[] =>
  SETTINGS.flatMap((setting) => [
    getSetting(context, setting),
    putSetting(context, setting),
    ...(setting.remove ? [deleteSetting(context, setting, setting.remove)] : []),
  ]);

const on = (action: string) => (call: S3Call) => [{ action, resource: bucketArn(call.bucket) }];

const operationName = (verb: string, { name }: Setting) =>
  name === 'PublicAccessBlock' ? `${verb}PublicAccessBlock` : `${verb}Bucket${name}`;

const getSetting = ({ buckets }: S3Context, setting: Setting): S3Operation => ({
  name: operationName('Get', setting),
  method: 'GET',
  level: 'bucket',
  query: [setting.parameter],
  access: on(setting.actions?.get ?? `s3:GetBucket${setting.name}`),
  run(call) {
    const content = setting.write(buckets.get(call.bucket).config);
    if (content === undefined && setting.absent) {
      throw new AwsError(setting.absent.code, setting.absent.message, 404, { BucketName: call.bucket });
    }
    return xmlResponse(call, writeXml(setting.root, content, NAMESPACE));
  },
});

const putSetting = ({ buckets }: S3Context, setting: Setting): S3Operation => ({
  name: operationName('Put', setting),
  method: 'PUT',
  level: 'bucket',
  query: [setting.parameter],
  access: on(setting.actions?.put ?? `s3:PutBucket${setting.name}`),
  async run(call) {
    const bucket = buckets.get(call.bucket);
    change(bucket, setting.read(await text(call.request.body)));
    return emptyResponse(call, 200);
  },
});

const deleteSetting = ({ buckets }: S3Context, setting: Setting, removed: Partial<BucketConfig>): S3Operation => ({
  name: operationName('Delete', setting),
  method: 'DELETE',
  level: 'bucket',
  query: [setting.parameter],
  access: on(setting.actions?.put ?? `s3:PutBucket${setting.name}`),
  run(call) {
    change(buckets.get(call.bucket), removed);
    return emptyResponse(call, 204);
  },
});

interface Configurable {
  readonly config: BucketConfig;
  configure(change: Partial<BucketConfig>): void;
}

function change(bucket: Configurable, { documents, ...rest }: Partial<BucketConfig>): void {
  bucket.configure({ ...rest, ...(documents ? { documents: { ...bucket.config.documents, ...documents } } : {}) });
}
